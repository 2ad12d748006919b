import Artifact
import Testing

@Suite struct CanonicalJSONTests {
    private struct Numbers: Codable {
        var doubles: [Double]
        var floats: [Float]
    }
    private struct Sets: Encodable { var names: Set<String> = ["a"] }
    private struct Pair: Encodable { var inner = Sets() }
    private struct Keyed: Encodable { var table: [Double: Int] = [1: 2] }
    private struct Named: Codable { var table: [String: Int] }

    @Test func keysAreSortedAndNothingIsEscapedWithoutNeed() throws {
        #expect(try CanonicalJSON.encode(Example()) == #"{"model":"mlp","rate":0.1,"seed":42}"#)
        #expect(try CanonicalJSON.encode(["path/é\n\"": 1]) == #"{"path/é\n\"":1}"#)
        let many = Named(table: Dictionary(uniqueKeysWithValues: (0..<30).map { ("k\($0)", $0) }))
        let keys = (0..<30).map { "k\($0)" }.sorted()
        let text = try CanonicalJSON.encode(many)
        #expect(text == #"{"table":{"# + keys.map { "\"\($0)\":\($0.dropFirst())" }.joined(separator: ",") + "}}")
    }

    @Test func numbersKeepTheirBits() throws {
        var generator = SystemRandomNumberGenerator()
        var numbers = Numbers(
            doubles: [0, -0.0, 0.1, 1e22, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -.leastNormalMagnitude, 9007199254740992],
            floats: [0, -0.0, 0.1, 16777216, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
        for _ in 0..<20_000 {
            let double = Double(bitPattern: generator.next())
            let float = Float(bitPattern: generator.next())
            if double.isFinite { numbers.doubles.append(double) }
            if float.isFinite { numbers.floats.append(float) }
        }
        let read = try CanonicalJSON.decode(Numbers.self, from: CanonicalJSON.encode(numbers))
        #expect(read.doubles.map(\.bitPattern) == numbers.doubles.map(\.bitPattern))
        #expect(read.floats.map(\.bitPattern) == numbers.floats.map(\.bitPattern))
    }

    @Test func divergenceIsKept() throws {
        let text = try CanonicalJSON.encode(Numbers(doubles: [.nan, .infinity], floats: [-.infinity, .nan]))
        #expect(text == #"{"doubles":["nan","inf"],"floats":["-inf","nan"]}"#)
        let read = try CanonicalJSON.decode(Numbers.self, from: text)
        #expect(read.doubles[0].isNaN && read.doubles[1] == .infinity)
        #expect(read.floats[0] == -.infinity && read.floats[1].isNaN)
    }

    @Test func whatHasNoOrderIsRefused() {
        #expect(throws: ArtifactError("Pair.inner.names is a set, which has no fixed order; use a sorted array")) {
            try CanonicalJSON.encode(Pair())
        }
        #expect(
            throws: ArtifactError(
                "Keyed.table is a dictionary without a fixed order; use strings or integers as keys")
        ) { try CanonicalJSON.encode(Keyed()) }
    }
}
