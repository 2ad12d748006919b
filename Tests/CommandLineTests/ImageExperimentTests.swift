import Foundation
import Testing

/// `mnist-benchmarks` and `transfer`, run as a user runs them.
@Suite struct ImageExperimentTests {
    static let folders: [(name: String, data: String, message: String)] = [
        ("mnist-benchmarks", "full", "set MNIST_DIR to the folder of MNIST's files; make mnist downloads them to Data/mnist"),
        ("transfer", "full", "set MNIST_DIR to the folder of MNIST's files; make mnist downloads them to Data/mnist"),
        ("transfer", "cifar10", "set CIFAR_DIR to the folder of the files of cifar-10-binary.tar.gz"),
    ]

    @Test(arguments: folders) func imagesThatDoNotComeWithThePackageNeedAFolder(name: String, data: String, message: String) throws {
        try withTemporaryFolder { folder in
            let environment = ["MNIST_DIR": "", "CIFAR_DIR": ""]
            let result = try Executable(name)(["--data", data], in: folder, environment: environment)
            #expect(result.error == "Error: --data \(data): \(message) (\(name) --help lists the options)\n")
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

    @Test func theLearnedActivationIsNeeded() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/Data", withDestinationPath: "\(packageFolder.path)/Data")
            let missing = try Executable("transfer")(["--scale", "quick"], in: folder)
            #expect(
                missing.error
                    == "Error: ./figures/activation-piecewise.csv: the learned activation is not there; "
                    + "make metalearn-activation writes it, or name the package's folder with --package\n")
            try FileManager.default.createDirectory(atPath: "\(folder)/figures", withIntermediateDirectories: true)
            try Data("seed,knot,value\n0,1,2\n1,2,3\n".utf8).write(
                to: URL(filePath: "\(folder)/figures/activation-piecewise.csv"))
            let short = try Executable("transfer")(["--scale", "quick"], in: folder)
            #expect(
                short.error
                    == "Error: ./figures/activation-piecewise.csv: expected at least two knots of seed 0, all different and finite\n"
            )
        }
    }

    // MARK: Results

    private func run(
        _ name: String, _ figures: String, _ more: [String] = [], in folder: String, environment: [String: String] = [:]
    ) throws {
        let result = try Executable(name)(quick("r-\(figures)", figures, more), in: folder, environment: environment)
        #expect(result.status == 0, "\(result.error)")
    }

    /// Writes the files of an MNIST of so many images, digit after digit, each brightest in a row of its own.
    private func writeDigits(_ count: Int, in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func size(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { (shift: Int) in UInt8(truncatingIfNeeded: value >> shift) } }
        for part in ["train", "t10k"] {
            var images: [UInt8] = [0, 0, 8, 3] + size(count) + size(28) + size(28)
            var labels: [UInt8] = [0, 0, 8, 1] + size(count)
            for image in 0..<count {
                images += (0..<784).map { UInt8($0 / 28 == image % 10 ? 255 : 0) }
                labels.append(UInt8(image % 10))
            }
            try Data(images).write(to: URL(filePath: "\(folder)/\(part)-images-idx3-ubyte"))
            try Data(labels).write(to: URL(filePath: "\(folder)/\(part)-labels-idx1-ubyte"))
        }
    }

    /// The names of the figures and tables in a folder; a program's sources are the same for all of its data.
    private func outputs(in folder: String) throws -> [String] {
        let names = try files(in: folder).keys.filter { !$0.hasSuffix(".sources.sha256") }
        #expect(!names.isEmpty)
        return names
    }

    /// Other images never touch the tables and figures of those that come with the package.
    @Test func imagesOfAFolderHaveFiguresOfTheirOwn() throws {
        try withTemporaryFolder { folder in
            try writeDigits(60, in: "\(folder)/digits")
            let environment = ["MNIST_DIR": "\(folder)/digits"]
            try run(
                "mnist-benchmarks", "f", ["--data", "full", "--models", "logistic", "--learning-rate", "0.1"], in: folder,
                environment: environment)
            #expect(try outputs(in: "\(folder)/f").allSatisfy { $0.hasPrefix("mnist-full-") })
            let table = try rows("\(folder)/f/mnist-full-accuracy.csv")
            // Each of ten images can be told by one row of points.
            #expect(table.filter { $0["source"] == "best" }.map { $0["mean"] } == ["100.0"])
            #expect(table.filter { $0["source"] == "best" }.map { $0["trainExamples"] } == ["60"])
            try run("transfer", "g", ["--data", "full"], in: folder, environment: environment)
            #expect(try outputs(in: "\(folder)/g").allSatisfy { $0.hasPrefix("transfer-mnist-full-") })
        }
    }

    @Test func colouredImagesAreReadFromCIFAR() throws {
        try withTemporaryFolder { folder in
            for name in (1...5).map({ "data_batch_\($0)" }) + ["test_batch"] {
                let bytes = (0..<20).flatMap { image -> [UInt8] in
                    let points = (0..<3072).map { UInt8($0 / 32 % 10 == image % 10 ? 200 : 0) }
                    return [UInt8(image % 10)] + points
                }
                try Data(bytes).write(to: URL(filePath: "\(folder)/\(name).bin"))
            }
            try run("transfer", "f", ["--data", "cifar10"], in: folder, environment: ["CIFAR_DIR": folder])
            #expect(try outputs(in: "\(folder)/f").allSatisfy { $0.hasPrefix("transfer-cifar10-") })
            #expect(try rows("\(folder)/f/transfer-cifar10-runs.csv").count == 10)
        }
    }

    /// The row of Table 1, computed again from the histories.
    @Test func theTableFollowsFromTheHistories() throws {
        try withTemporaryFolder { folder in
            try run("mnist-benchmarks", "f", in: folder)
            let histories = try rows("\(folder)/f/mnist-histories.csv")
            let table = try rows("\(folder)/f/mnist-accuracy.csv").filter { $0["source"] != "paper" }
            #expect(table.count == 8)
            for row in table {
                let seeds = Dictionary(grouping: histories.filter { $0["model"] == row["model"] }) { $0["seed"]! }.values
                let accuracies = seeds.map { history in
                    #expect(history.map { $0["step"]! } == ["0", "20", "40"])
                    let all = history.map { Double($0["testAccuracy"]!)! }
                    return row["source"] == "best" ? all.max()! : all.last!
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
            try run("transfer", "f", in: folder)
            let runs = try rows("\(folder)/f/transfer-runs.csv")
            let ranks = try rows("\(folder)/f/transfer-ranks.csv")
            #expect(runs.count == 10 && ranks.count == 15)
            let columns = ["early-loss": "earlyLoss", "test-loss": "testLoss", "test-accuracy": "testAccuracy"]
            for row in ranks {
                let column = columns[row["measure"]!]!
                let sign = column == "testAccuracy" ? -1.0 : 1
                let own = try Dictionary(grouping: runs) { $0["seed"]! }.values.map { seed in
                    let values = seed.map { sign * Double($0[column]!)! }
                    let value = sign * Double(
                        try #require(seed.first { $0["activation"] == row["activation"] })[column]!)!
                    let (better, equal) = (values.count { $0 < value }, values.count { $0 == value })
                    return Double(better) + Double(equal + 1) / 2
                }
                #expect(abs(Double(row["rank"]!)! - own.reduce(0, +) / 2) < 1e-9, "\(row)")
            }
        }
    }
}
