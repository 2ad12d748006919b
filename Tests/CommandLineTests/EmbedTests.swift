import Datasets
import Foundation
import Testing

@Suite struct EmbedTests {
    let mnist1d = Executable("mnist1d")

    /// Two clouds far apart; a column that is constant.
    static func clouds(_ count: Int) -> NPYArray {
        var state: UInt64 = 1
        let values = (0..<count).flatMap { row in
            (0..<5).map { column -> Double in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return column == 4 ? 7 : Double(state >> 40) * 0x1p-24 + (row % 2 == 0 ? 0 : 20)
            }
        }
        return NPYArray(shape: [count, 5], elements: .float64(values))
    }

    @Test func itWritesAPointForEachRowAndTheDivergenceLast() throws {
        try withTemporaryFolder { folder in
            try Self.clouds(200).write(to: "\(folder)/x.npy")
            let result = try mnist1d(["embed", "--input", "x.npy", "--output", "y.npy", "--perplexity", "20"], in: folder)
            #expect(result.error == "" && result.status == 0)
            let lines = result.output.split(separator: "\n")
            #expect(lines.count == 2 && lines.first == "y.npy: 200 points")
            let words = lines.last?.split(separator: " ") ?? []
            #expect(words.dropLast() == ["KL", "divergence"])
            let divergence = try #require(words.last.flatMap { Double($0) })
            #expect(divergence > 0 && divergence < 2)
            let json = try mnist1d(["embed", "--input", "x.npy", "--output", "z.npy", "--perplexity", "20", "--json"], in: folder)
            #expect(json.output == "{\"divergence\":\(divergence),\"output\":\"z.npy\",\"points\":200}\n", "\(json.error)")
            let embedding = try NPYArray(contentsOf: "\(folder)/y.npy")
            #expect(embedding.shape == [200, 2])
            let y = try #require(embedding.floats)
            // The clouds stay apart: their means are further from each other than any point from its own mean.
            func mean(cloud: Int, axis: Int) -> Float {
                var sum: Float = 0
                for point in stride(from: cloud, to: 200, by: 2) { sum += y[2 * point + axis] }
                return sum / 100
            }
            let means = (0..<2).map { [mean(cloud: $0, axis: 0), mean(cloud: $0, axis: 1)] }
            func distance(_ point: Int, _ mean: [Float]) -> Float {
                let (dx, dy) = (y[2 * point] - mean[0], y[2 * point + 1] - mean[1])
                return dx * dx + dy * dy
            }
            for point in 0..<200 {
                #expect(distance(point, means[point % 2]) < distance(point, means[1 - point % 2]))
            }
        }
    }

    /// What generate writes is read, from both kinds of file to the same bytes, and the name says what is written.
    @Test func whatGenerateWritesIsEmbedded() throws {
        try withTemporaryFolder { folder in
            func run(_ words: String) throws -> Executable.Result { try mnist1d(words.split(separator: " ").map(String.init), in: folder) }
            for name in ["d.npz", "d.csv"] { #expect(try run("generate --samples 100 --output \(name)").status == 0) }
            for (input, output) in [("d.npz", "a.csv"), ("d.csv", "b.csv"), ("d.npz", "a.npy"), ("d.npz", "bare")] {
                let result = try run("embed --input \(input) --output \(output) --perplexity 5 --iterations 30")
                #expect(result.error == "" && result.status == 0 && result.output.hasPrefix("\(output): 100 points\n"), "\(result.error)")
            }
            #expect(FileManager.default.contentsEqual(atPath: "\(folder)/a.csv", andPath: "\(folder)/b.csv"))
            #expect(FileManager.default.contentsEqual(atPath: "\(folder)/a.npy", andPath: "\(folder)/bare"))
            let table = try rows("\(folder)/a.csv")
            let labels = try rows("\(folder)/d.csv").map { $0["label"]! }
            let points = try #require(try NPYArray(contentsOf: "\(folder)/a.npy").floats)
            #expect(table.map { $0["label"]! } == labels && table.flatMap { [Float($0["x"]!), Float($0["y"]!)] } == points)
            #expect(try run("plot a.csv --x x --y y --series label --output a.svg").status == 0)
        }
    }

    @Test func aMatrixInTextIsEmbedded() throws {
        try withTemporaryFolder { folder in
            let values = (0..<60).map { Double($0 * $0 % 31) }
            try NPYArray(shape: [30, 2], elements: .float64(values)).write(to: "\(folder)/x.npy")
            let lines = (0..<30).map { "\(values[2 * $0])e+00 \(values[2 * $0 + 1])" }
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: "\(folder)/x.txt"))
            for name in ["x.npy", "x.txt"] {
                let result = try mnist1d(["embed", "--input", name, "--output", "\(name).csv", "--perplexity", "5"], in: folder)
                #expect(result.error == "" && result.status == 0)
            }
            #expect(FileManager.default.contentsEqual(atPath: "\(folder)/x.npy.csv", andPath: "\(folder)/x.txt.csv"))
        }
    }

    @Test(arguments: ["o.npz", "o.txt", "o.json"])
    func aNameOfAnotherKindIsRefused(output: String) throws {
        try withTemporaryFolder { folder in
            try Self.clouds(200).write(to: "\(folder)/x.npy")
            let result = try mnist1d(["embed", "--input", "x.npy", "--output", output], in: folder)
            #expect(
                result.status == 64
                    && result.error
                        == "Error: --output \(output): give a name that ends in .npy or .csv (mnist1d embed --help lists the options)\n"
            )
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.npy"])
        }
    }

    @Test func theNumberOfThreadsNeverChangesTheBytesAndTheSeedDoes() throws {
        try withTemporaryFolder { folder in
            try Self.clouds(150).write(to: "\(folder)/x.npy")
            let options = ["embed", "--input", "x.npy", "--perplexity", "10.5", "--iterations", "60", "--output"]
            for (name, more) in [("a", ["--threads", "1"]), ("b", ["--threads", "3"]), ("c", ["--seed", "7"])] {
                let result = try mnist1d(options + ["\(name).npy"] + more, in: folder)
                #expect(result.status == 0)
            }
            let files = try ["a", "b", "c"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0).npy")) }
            #expect(files[0] == files[1] && files[0] != files[2])
        }
    }

    @Test func duplicatesAndIntegersAreEmbedded() throws {
        try withTemporaryFolder { folder in
            for (name, elements) in [
                ("same", NPYArray.Elements.int32([Int32](repeating: 3, count: 120))),
                ("pairs", .float32((0..<120).map { Float($0 / 4 % 10) })),
            ] {
                try NPYArray(shape: [60, 2], elements: elements).write(to: "\(folder)/\(name).npy")
                let result = try mnist1d(
                    ["embed", "--input", "\(name).npy", "--output", "y.npy", "--perplexity", "5"], in: folder)
                #expect(result.error == "" && result.status == 0)
                let embedding = try NPYArray(contentsOf: "\(folder)/y.npy")
                let y = try #require(embedding.floats)
                #expect(y.allSatisfy { $0.isFinite })
            }
        }
    }

    /// What is the same for all points says nothing about them, however large it is.
    @Test func aConstantColumnChangesNoByte() throws {
        try withTemporaryFolder { folder in
            let values = (0..<90).map { Double($0 * $0 % 31) }
            try NPYArray(shape: [90, 1], elements: .float64(values)).write(to: "\(folder)/one.npy")
            try NPYArray(shape: [90, 3], elements: .float64(values.flatMap { [-1e300, $0, 0.1] }))
                .write(to: "\(folder)/three.npy")
            let embeddings = try ["one", "three"].map { name in
                let result = try mnist1d(["embed", "--input", "\(name).npy", "--output", "y.npy"], in: folder)
                #expect(result.error == "" && result.status == 0)
                return try Data(contentsOf: URL(fileURLWithPath: "\(folder)/y.npy"))
            }
            #expect(embeddings[0] == embeddings[1])
        }
    }

    static let wrong: [(options: String, message: String)] = [
        (
            "--input few.npy",
            "few.npy, --perplexity 30.0: needs three times as many points, found 89; a perplexity of at most 29 would do"
        ),
        (
            "--input nan.npy",
            "nan.npy: expected finite numbers, found nan in row 1, column 1 (both counted from 0); "
                + "remove or replace such rows"
        ),
        (
            "--input infinite.npy",
            "infinite.npy: expected finite numbers, found -inf in row 0, column 0 (both counted from 0); "
                + "remove or replace such rows"
        ),
        ("--input nothing.npy", "nothing.npy, --perplexity 30.0: needs three times as many points, found 0; give at least 3 points"),
        ("--input line.npy", "line.npy: expected a matrix of shape (points, dimensions), found shape [4]"),
        ("--input empty.npy", "empty.npy: expected a matrix of shape (points, dimensions), found shape [7, 0]"),
        ("--input none.npy", "cannot read none.npy: No such file or directory"),
        ("--input few.npy --perplexity 0", "--perplexity 0.0: expected a number from 1 to 1000"),
        ("--input few.npy --perplexity nan", "--perplexity nan: expected a number from 1 to 1000"),
        ("--input few.npy --iterations -1", "--iterations -1: expected a number from 0 to 1000000"),
        ("--input few.npy --seed -1", "--seed -1: give a number from 0 to 4294967295"),
        ("--input few.npy --threads 0", "--threads 0: expected a number from 1 to 1024"),
    ]

    @Test(arguments: wrong.indices)
    func whatCannotBeEmbeddedIsNamed(_ index: Int) throws {
        let (options, message) = Self.wrong[index]
        try withTemporaryFolder { folder in
            try Self.clouds(89).write(to: "\(folder)/few.npy")
            try NPYArray(shape: [2, 2], elements: .float64([0, 1, 2, .nan])).write(to: "\(folder)/nan.npy")
            try NPYArray(shape: [1, 2], elements: .float32([-.infinity, 0])).write(to: "\(folder)/infinite.npy")
            try NPYArray(shape: [0, 5], elements: .float64([])).write(to: "\(folder)/nothing.npy")
            try NPYArray(shape: [4], elements: .float64([0, 1, 2, 3])).write(to: "\(folder)/line.npy")
            try NPYArray(shape: [7, 0], elements: .float64([])).write(to: "\(folder)/empty.npy")
            let result = try mnist1d(
                ["embed", "--output", "y.npy"] + options.split(separator: " ").map(String.init), in: folder)
            #expect(result.status != 0)
            #expect(result.error.contains(message), "\(result.error)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/y.npy"))
        }
    }
}
