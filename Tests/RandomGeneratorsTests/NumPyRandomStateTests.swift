import RandomGenerators
import Testing

@Suite struct NumPyRandomStateTests {
    /// Fixture: numpy_random_state.json, made by random_streams.py.
    @Test func callsInOrderGiveNumPysValues() throws {
        let file = try Fixtures.decode(NumPyRecording.File.self, from: "numpy_random_state.json")
        #expect(file.sequences.count == 3)
        var normals = 0
        var differentNormals = 0
        for sequence in file.sequences {
            var random = NumPyRandomState(seed: sequence.seed)
            for call in sequence.calls {
                let note: Comment = "seed \(sequence.seed), \(call.name)(\(call.arguments))"
                switch call.name {
                case "rand":
                    #expect(random.rand(call.arguments[0]) == call.values.map(\.double), note)
                case "randn":
                    for (value, expected) in zip(
                        random.randn(call.arguments[0]), call.values.map(\.double))
                    {
                        normals += 1
                        if value != expected { differentNormals += 1 }
                        #expect(abs(value - expected) <= 2 * expected.ulp, note)
                    }
                case "choice":
                    #expect([random.choice(call.arguments[0])] == call.values.map(\.integer), note)
                case "randint":
                    let value = random.randint(call.arguments[0], call.arguments[1])
                    #expect([value] == call.values.map(\.integer), note)
                case "permutation":
                    #expect(
                        random.permutation(call.arguments[0]) == call.values.map(\.integer), note)
                default:
                    Issue.record("unknown call \(call.name)")
                }
            }
        }
        #expect(normals == 3 * 1006)
        // NumPy's own logarithm is not always correctly rounded, and depends on the C library.
        #expect(differentNormals * 500 <= normals, "\(differentNormals) of \(normals) differ")
    }

    @Test func fillingABufferContinuesTheStream() {
        var one = NumPyRandomState(seed: 3)
        var other = one
        var numbers = [Double](repeating: 0, count: 7)
        numbers.withUnsafeMutableBufferPointer { one.fillNormal($0) }
        #expect(numbers + [one.randn()] == other.randn(8))
    }

    @Test func aCopyGoesOnAlone() {
        var original = NumPyRandomState(seed: 9)
        _ = original.rand(1000)
        var copy = original
        let expected = original.rand(1000)
        #expect(copy.rand(1000) == expected)
    }

    @Test func shuffleMovesElementsAsPermutationMovesIndices() {
        var one = NumPyRandomState(seed: 5)
        var other = one
        var letters = ["a", "b", "c", "d", "e"]
        let unshuffled = letters
        one.shuffle(&letters)
        #expect(letters == other.permutation(5).map { unshuffled[$0] })
    }
}

/// Calls whose values are integers up to 2^62 or doubles: both are kept exactly.
private struct NumPyRecording: Decodable {
    struct Number: Decodable {
        let double: Double
        let integer: Int

        init(from decoder: Decoder) throws {
            let container = try decoder.singleValueContainer()
            double = try container.decode(Double.self)
            integer = (try? container.decode(Int.self)) ?? 0
        }
    }

    struct Call: Decodable {
        let name: String
        let arguments: [Int]
        let values: [Number]
    }

    struct File: Decodable {
        let sequences: [NumPyRecording]
    }

    let seed: UInt32
    let calls: [Call]
}
