import Artifact
import ArgumentParser
import Datasets
import Foundation
import NeuralNetworks
import Plotting
import Training

/// A reader of files, undamaged files for it, and what repairs their checksums.
enum Reader: String, CaseIterable, ExpressibleByArgument {
    case npy, npz, pickle, idx, cifar, signals, matrix, safetensors, model, csv, png, result, claims, provenance

    /// Reads a file and everything that the program would make of it.
    func read(_ bytes: [UInt8], source: String) throws {
        var text: String { String(decoding: bytes, as: UTF8.self) }
        switch self {
        case .npy:
            let array = try NPYArray(npy: bytes, source: source)
            _ = (array.numbers, array.integers)
        case .npz: _ = try Dataset(NPZArchive(npz: bytes, source: source), source: source)
        case .pickle:
            _ = try NPZArchive(pickle: bytes, source: source)
            _ = try Dataset(NPZArchive(signals: bytes, source: source), source: source)
        case .idx: _ = try IDXArray(idx: bytes, source: source)
        case .cifar: _ = try CIFAR10Batch(binary: bytes, source: source)
        case .signals: _ = try Dataset(SignalTable(csv: bytes, source: source), source: source)
        case .matrix: _ = try TextMatrix(bytes, source: source)
        case .safetensors: _ = try ModelFile(SafetensorsArchive(safetensors: bytes, source: source), source: source)
        case .model: _ = try ModelFile(NPZArchive(npz: bytes, source: source), source: source)
        case .csv:
            let table = try CSV.table(text, source: source)
            _ = try table.values(as: Row.self, source: source)
        case .png: _ = try PNGFile.decode(bytes, name: source)
        case .result:
            _ = try RunStore.outcome(Outcome.self, in: bytes, source: source)
        case .claims:
            let rows = try ClaimRow.rows(text, source: source)
            // Everything that pages say of them.
            for row in ClaimsFile.sorted(rows) { _ = (row.estimateText, row.replicationText, row.powerNote, latexEscaped(row.statement)) }
            _ = (ClaimsFile.toml(rows), try ClaimRow.csv(rows), HolmProcedure(rows).count)
        case .provenance: _ = try Provenance.changes(from: text, to: Self.madeBefore, source: source)
        }
    }

    /// A result of every kind of value.
    private struct Outcome: Codable {
        var accuracies: [Double]
        var bits: FloatBits
        var best: Int
        var history: [[String: Float]]
    }

    /// A small model.
    private static let trained = ModelFile(
        StateDictionary([
            StateTensor(name: "conv1.weight", shape: [2, 1, 3], values: [1, 2, 3, 4, 5, 6]),
            StateTensor(name: "conv1.bias", shape: [2], values: [0.5, -0.5]),
        ]), metadata: ["architecture": "cnn"])

    /// What a provenance is compared with.
    private static let madeBefore = """
        {
          "code": "c0de",
          "configuration": {"dataset.seed":42,"steps":100},
          "files": {
            "a.csv": "0123"
          },
          "runs": ["0123456789abcdef"],
          "sources": {
            "Sources/A.swift": "4567"
          },
          "varied": {"seed":[1,2,3]}
        }

        """

    func accepts(_ bytes: [UInt8]) -> Bool { (try? read(bytes, source: "fuzzed")) != nil }

    /// The rows of the CSV file.
    private struct Row: Codable {
        var name: String
        var count: Int?
        var value: Double
        var isGood: Bool
    }

    /// Undamaged files, small, so that damage hits what matters.
    func seeds() throws -> [[UInt8]] {
        switch self {
        case .npy:
            return [
                NPYArray(shape: [2, 3], elements: .float64([1, -0.0, .infinity, 2, 3, 4])).npyBytes(),
                NPYArray(shape: [], elements: .int64([7])).npyBytes(),
                NPYArray(shape: [0, 5], elements: .float32([])).npyBytes(),
                NPYArray(shape: [3], elements: .bool([true, false, true])).npyBytes(),
            ] + (try fixtures(["numpy_version_2.npy"]))
        case .npz:
            let x = NPYArray(shape: [2, 3], elements: .float64([1, 2, 3, 4, 5, 6]))
            let y = NPYArray(shape: [2], elements: .int64([0, 1]))
            return [
                try NPZArchive([.init("x", x), .init("y", y), .init("x_test", x), .init("y_test", y)]).npzBytes()
            ] + (try fixtures(["wide-end.npz", "wide-member.npz", "small-types.npz", "column.npz"].map { "brought/\($0)" }))
        case .pickle:
            return try fixtures((["protocol-2", "protocol-4", "protocol-5", "fortran", "python-2"]).map { "brought/\($0).pkl" })
        case .idx:
            return [[0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3], [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9, 8, 7, 6]]
        case .cifar:
            return [1, 3].map { count in
                (0..<count).flatMap { image in [UInt8(9 - image)] + (0..<3072).map { UInt8(truncatingIfNeeded: $0 + image) } }
            }
        case .signals:
            return ["x0,x1,label,split\n0.5,-1e-3,1,train\n2,3,0,test\n", "\"a\",label\r\n1,2\r\n", "label,p\n3,1e30\n"].map {
                Array($0.utf8)
            }
        case .matrix: return ["1 2.5e0\n# words\n-3 4\n", "1, 2\r\n3,nan\r\n"].map { Array($0.utf8) }
        case .safetensors: return [try Self.trained.bytes(for: ".safetensors")]
        case .model: return [try Self.trained.bytes(for: ".npz")]
        case .csv:
            let rows = [
                Row(name: "a, \"quoted\"\nfield", count: nil, value: -.infinity, isGood: true),
                Row(name: "é", count: .min, value: 1e-300, isGood: false),
            ]
            return [Array(CSV.text(try Table(rows)).utf8), Array("name,count,value,isGood\r\nb,1,2,true\r\n".utf8)]
        case .png:
            return try fixtures(["rgb", "rgba", "palette", "grey1", "grey16", "interlaced"].map { "png/\($0).png" })
        case .result:
            let outcome = Outcome(accuracies: [0, 99.5, .nan], bits: FloatBits([1, -0.0]), best: 1, history: [["loss": 0.5]])
            var file = Array("{\n\"checksum\":\"\(String(repeating: "0", count: 64))\",\n".utf8)
            file += Array("\"identity\":\"0\",\n\"experiment\":\"e\",\n\"result\":\(try CanonicalJSON.encode(outcome))\n}\n".utf8)
            repairResult(&file)
            return [file]
        case .claims:
            func claim(_ id: String, _ rule: Artifact.Rule, _ evidence: Evidence) -> ClaimRow {
                ClaimRow(
                    Claim(
                        id, .primary, at: "Table 1", quote: "94 ± 2", statement: "CNN, \"original\", signals", unit: "%", paper: "94",
                        rule: rule, because: "it is printed", decided: "2026-11-24", over: "seeds", evidence: evidence))
            }
            let rows = [
                claim("a", .equivalence(to: 94, margin: 2), .sample([93, 94, 94.5])), claim("b", .greater(than: 0), .sample([1, 2, 3])),
                claim("c", .size(3, .factor(1.5)), .untested("no runs")),
            ]
            return [Array(try ClaimRow.csv(rows).utf8)]
        case .provenance: return [Array(Self.madeBefore.utf8)]
        }
    }

    /// Input number `number`: one of the files, damaged; half of the time with checksums that are right again, so that
    /// damage gets past them.
    func input(_ number: Int, from seeds: [[UInt8]]) -> [UInt8] {
        var draws = Draws(UInt64(number) &* 2 &+ 1)
        var bytes = damaged(seeds[draws.below(seeds.count)], &draws, words: words)
        if draws.below(2) == 0 {
            switch self {
            case .png: repairPNG(&bytes)
            case .npz, .model: repairZIP(&bytes)
            case .result: repairResult(&bytes)
            case .npy, .pickle, .idx, .cifar, .signals, .matrix, .safetensors, .csv, .claims, .provenance: break
            }
        }
        return bytes
    }

    private var words: [String] {
        switch self {
        case .npy, .npz, .model: ["(", ")", ",", "'", "{", "}", "True", "'shape': ", "99999999999999999999", "-1", "L", "<f4", "|O"]
        case .pickle:
            [
                "(", ")", "}", "t", "R", "b", "u", "h\0", "q\0", "K\u{7F}", "N", "X\0\0\0\0", "cos\nsystem\n", "cnumpy\ndtype\n", "]", "a",
                "e", "0", ".",
            ]
        case .matrix: [",", " ", "\n", "\r", "#", "nan", "1e999", "0x1p3", "\u{FEFF}", ";"]
        case .idx: ["\0", "\u{7F}", "\0\0\u{8}\u{1}"]
        case .cifar: ["\0", "\u{7F}", "\u{A}"]
        case .signals: ["\"", ",", "\n", "\r", "nan", "-", "1e999", "0x1p3", "\u{FEFF}", "label", "split", "train", "test", "9999"]
        case .safetensors:
            ["{", "}", "[", "]", ",", ":", "\"", "F32", "F64", "BOOL", "-1", "1e999", "9223372036854775807", "__metadata__", "[[[[[[[["]
        case .csv: ["\"", ",", "\n", "\r", "\r\n", "nan", "-", "1e999", "\u{FEFF}", "\0"]
        case .result, .provenance:
            [
                "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1e999", "-1", "0.5", "\"nan\"", "\"inf\"", "18446744073709551616",
                "\\u0000", "[[[[[[[[",
            ]
        case .claims:
            [
                "\"", ",", "\n", "nan", "-1", "1e999", "1e300", "9223372036854775807", "reproduced", "not tested", "more than 0",
                "equal to 1 ± 2", "primary", "Figure 3b", "\\input{x}", "2026-02-30",
            ]
        case .png: ["IDAT", "IEND", "PLTE", "tRNS", "\0\0\0\0", "zTXt", "iCCP"]
        }
    }

    private func fixtures(_ names: [String]) throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try names.map { name in
            let path = folder.appendingPathComponent("Fixtures").appendingPathComponent(name).path
            guard let data = FileManager.default.contents(atPath: path) else { throw FuzzError("\(path): cannot be read") }
            return Array(data)
        }
    }
}
