import Foundation
import Testing

/// `mnist-benchmarks` and `transfer`, run as a user runs them.
@Suite struct ImageExperimentTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL.path

    static let errors: [(name: String, options: [String], message: String)] = [
        ("mnist-benchmarks", ["--steps", "0"], "--steps 0: expected a number from 1 to 100000000"),
        ("mnist-benchmarks", ["--width", "0"], "--width 0: expected a number from 1 to 10000"),
        ("mnist-benchmarks", ["--models", "mlp", "mlp"], "--models mlp: is given more than once"),
        ("mnist-benchmarks", ["--learning-rate", "nan"], "--learning-rate nan: expected a number above 0 that a float can be, from 1e-45 to 3.4e+38"),
        ("mnist-benchmarks", ["--seeds", "4294967296"], "--seeds 4294967296: expected a number from 0 to 2147483647"),
        (
            "mnist-benchmarks", ["--data", "full"],
            "--data full: set MNIST_DIR to the folder of MNIST's files; make mnist downloads them to Data/mnist"
        ),
        ("transfer", ["--epochs", "0"], "--epochs 0: expected a number from 1 to 10000"),
        ("transfer", ["--learning-rates", "0"], "--learning-rates 0.0: expected a number above 0 that a float can be, from 1e-45 to 3.4e+38"),
        ("transfer", ["--learning-rates", "1", "1"], "--learning-rates 1.0: is given more than once"),
        (
            "transfer", ["--data", "full"],
            "--data full: set MNIST_DIR to the folder of MNIST's files; make mnist downloads them to Data/mnist"
        ),
        (
            "transfer", ["--data", "cifar10"],
            "--data cifar10: set CIFAR_DIR to the folder of the files of cifar-10-binary.tar.gz; make cifar10 downloads them to Data/cifar10"
        ),
        (
            "transfer", ["--data", "cifar10-jpeg"],
            "--data cifar10-jpeg: set CIFAR_DIR to the folder of files of that form made from JPEG copies of the images"
        ),
    ]

    @Test(arguments: errors) func wrongOptionsAreNamedInOneLine(name: String, options: [String], message: String) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(options, in: folder, environment: ["MNIST_DIR": "", "CIFAR_DIR": ""])
            #expect(result.error == "Error: \(message) (\(name) --help lists the options)\n")
            #expect(result.status == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test(arguments: ["mnist-benchmarks", "transfer"]) func thePackageIsNeeded(name: String) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(["--scale", "quick"], in: folder)
            #expect(
                result.error
                    == "Error: ./Data/mnist-subset: is not there; run in the package's folder, or name that with --package\n")
            #expect(result.status == 1)
        }
    }

    /// The runs that learn activations, another one for each seed, are another experiment's; they are computed where they are missing, and only
    /// then.
    @Test func learnedActivationsAreRunsOfAnotherExperiment() throws {
        try withTemporaryFolder { folder in
            try run("transfer", "f", in: folder)
            let runs = try files(in: "\(folder)/r-f/metalearn-activation").keys.filter { $0.hasSuffix(".json") }.sorted()
            #expect(runs.count == 2)
            for (seed, run) in runs.enumerated() { #expect(run.hasPrefix("learn-activation-seed\(seed)-")) }
            let options = ["--scale", "quick", "--package", Self.package, "--results", "r-f", "--figures", "g", "--render-only"]
            #expect(try Executable("transfer")(options, in: folder).status == 0)
            #expect(try files(in: "\(folder)/g") == files(in: "\(folder)/f"))
        }
    }

    // MARK: Results

    private func run(
        _ name: String, _ figures: String, _ more: [String] = [], in folder: String, environment: [String: String] = [:]
    ) throws {
        let options = ["--scale", "quick", "--package", Self.package, "--results", "r-\(figures)", "--figures", figures]
        let result = try Executable(name)(options + more, in: folder, environment: environment)
        #expect(result.status == 0, "\(result.error)")
    }

    @Test(arguments: ["mnist-benchmarks", "transfer"]) func theNumberOfThreadsChangesNoByte(name: String) throws {
        try withTemporaryFolder { folder in
            try run(name, "f1", ["--threads", "1"], in: folder)
            try run(name, "f2", ["--threads", "2"], in: folder)
            let figures = try files(in: "\(folder)/f1")
            #expect(figures.keys.contains { $0.hasSuffix(".csv") })
            #expect(try files(in: "\(folder)/f2") == figures)
        }
    }

    /// Writes the files of an MNIST of so many images, digit after digit, each brightest in a row of its own.
    private func writeDigits(_ count: Int, in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func size(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        for part in ["train", "t10k"] {
            let pixels = (0..<count).flatMap { image in (0..<784).map { $0 / 28 == image % 10 ? UInt8(255) : 0 } }
            let images: [UInt8] = [0, 0, 8, 3] + size(count) + size(28) + size(28) + pixels
            let labels: [UInt8] = [0, 0, 8, 1] + size(count) + (0..<count).map { UInt8($0 % 10) }
            try Data(images).write(to: URL(filePath: "\(folder)/\(part)-images-idx3-ubyte"))
            try Data(labels).write(to: URL(filePath: "\(folder)/\(part)-labels-idx1-ubyte"))
        }
    }

    /// Other images never touch the tables and figures of those that come with the package.
    @Test func imagesOfAFolderHaveFiguresOfTheirOwn() throws {
        try withTemporaryFolder { folder in
            try writeDigits(60, in: "\(folder)/digits")
            let environment = ["MNIST_DIR": "\(folder)/digits"]
            try run(
                "mnist-benchmarks", "f", ["--data", "full", "--models", "logistic", "--learning-rate", "0.1"], in: folder,
                environment: environment)
            #expect(try files(in: "\(folder)/f").keys.allSatisfy { $0.hasPrefix("mnist-benchmarks/full/") })
            let table = try rows("\(folder)/f/mnist-benchmarks/full/accuracy.csv")
            // Each of ten images can be told by one row of points.
            let best = table.filter { $0["family"] == "standard" && $0["checkpoint"] == "best" }
            #expect(best.map { $0["mean"] } == ["100.0"] && best.map { $0["trainExamples"] } == ["60"])
            try run("transfer", "g", ["--data", "full"], in: folder, environment: environment)
            #expect(try files(in: "\(folder)/g").keys.allSatisfy { $0.hasPrefix("transfer/full/") })
        }
    }

    @Test func colouredImagesAreReadFromCIFAR() throws {
        try withTemporaryFolder { folder in
            for name in (1...5).map({ "data_batch_\($0)" }) + ["test_batch"] {
                let bytes: [UInt8] = (0..<20).flatMap { (image: Int) -> [UInt8] in
                    let pixels = (0..<3072).map { pixel -> UInt8 in pixel / 32 % 10 == image % 10 ? 200 : 0 }
                    return [UInt8(image % 10)] + pixels
                }
                try Data(bytes).write(to: URL(filePath: "\(folder)/\(name).bin"))
            }
            for name in ["cifar10", "cifar10-jpeg"] {
                try run("transfer", "f-\(name)", ["--data", name], in: folder, environment: ["CIFAR_DIR": folder])
                #expect(try files(in: "\(folder)/f-\(name)").keys.allSatisfy { $0.hasPrefix("transfer/\(name)/") })
                #expect(try rows("\(folder)/f-\(name)/transfer/\(name)/runs.csv").count == 64)
                let claims = try rows("\(folder)/f-\(name)/transfer/\(name)/claims.csv")
                #expect(claims.count == 5 && claims.allSatisfy { $0["id"]!.hasPrefix("transfer-\(name)-") })
            }
        }
    }

    /// The row of Table 1, computed again from the histories.
    @Test func theTableFollowsFromTheHistories() throws {
        try withTemporaryFolder { folder in
            try run("mnist-benchmarks", "f", in: folder)
            let histories = try rows("\(folder)/f/mnist-benchmarks/histories.csv")
            let table = try rows("\(folder)/f/mnist-benchmarks/accuracy.csv").filter { $0["family"] != "paper" }
            #expect(table.count == 16)
            for row in table {
                let (family, model) = (row["family"]!, row["model"]!.lowercased())
                let name = family == "standard" && model != "logistic" ? "standard-\(model)" : model
                let seeds = Dictionary(grouping: histories.filter { $0["model"] == name }) { $0["seed"]! }.values
                let accuracies = seeds.map { history in
                    #expect(history.map { $0["step"]! } == ["0", "10", "20"])
                    let all = history.map { Double($0["testAccuracy"]!)! }
                    return row["checkpoint"] == "best" ? all.max()! : all.last!
                }
                #expect(accuracies.count == 2)
                #expect(abs(Double(row["mean"]!)! - (accuracies[0] + accuracies[1]) / 2) < 1e-9)
                #expect(abs(Double(row["deviation"]!)! - abs(accuracies[0] - accuracies[1]) / 2.0.squareRoot()) < 1e-9)
            }
        }
    }

    /// Ranks, computed again from the single runs.
    @Test func ranksFollowFromTheRuns() throws {
        try withTemporaryFolder { folder in
            try run("transfer", "f", ["--learning-rates", "0.003", "0.03"], in: folder)
            let runs = try rows("\(folder)/f/transfer/runs.csv")
            let ranks = try rows("\(folder)/f/transfer/ranks.csv")
            // Scales of points, sizes, rates, activations, seeds; of ranks both rates and the best, and four measures of standardised points.
            #expect(runs.count == 2 * 2 * 2 * 8 * 2 && ranks.count == (1 + 4) * 2 * 3 * 8)
            let columns = [
                "first-epoch-loss": "firstLoss", "last-epoch-loss": "lastLoss", "test-loss": "testLoss", "test-accuracy": "testAccuracy",
            ]
            for row in ranks {
                let column = columns[row["measure"]!]!
                let sign = column == "testAccuracy" ? -1.0 : 1
                let cell = runs.filter { $0["pixels"] == row["pixels"] && $0["channels"] == row["channels"] }
                // Each activation at this rate, or at the one with the best mean over both seeds.
                let shown = Dictionary(grouping: cell) { $0["activation"]! }.values.flatMap { own -> [[String: String]] in
                    if row["rate"] != "best" { return own.filter { $0["learningRate"] == row["rate"] } }
                    // Of equal ones the lowest rate.
                    let rates = Dictionary(grouping: own) { $0["learningRate"]! }.sorted { Double($0.key)! < Double($1.key)! }
                    return rates.map(\.value).min {
                        func sum(_ runs: [[String: String]]) -> Double { runs.reduce(0) { $0 + sign * Double($1[column]!)! } }
                        return sum($0) < sum($1)
                    }!
                }
                let own = try Dictionary(grouping: shown) { $0["seed"]! }.values.map { seed in
                    let values = seed.map { sign * Double($0[column]!)! }
                    let run = try #require(seed.first { $0["activation"] == row["activation"] })
                    #expect(run["learningRate"] == row["learningRate"])
                    let value = sign * Double(run[column]!)!
                    return Double(values.count { $0 < value }) + Double(values.count { $0 == value } + 1) / 2
                }
                #expect(own.count == 2 && abs(Double(row["rank"]!)! - own.reduce(0, +) / 2) < 1e-9, "\(row)")
            }
        }
    }
}
