import Datasets
import Foundation
import Testing

/// `tsne`, run as a user runs it.
@Suite struct TSNEExperimentTests {
    let tsne = Executable("tsne")

    private let quick = CommandLineTests.quick("r", "f")

    /// A CSV file's rows by column; only the first column is quoted.
    private func rows(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let fields = line.split(separator: "\"", omittingEmptySubsequences: false)
            return (fields.count == 3 ? [String(fields[1])] : [])
                + fields.last!.split(separator: ",", omittingEmptySubsequences: fields.count == 3).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
    }

    /// The table's accuracy in the plane, computed again from the points of the figure.
    @Test func theNumbersAreThoseOfTheFigure() throws {
        try withTemporaryFolder { folder in
            let result = try tsne(quick + ["--seeds", "7"], in: folder)
            #expect(result.status == 0, "\(result.error)")
            let points = try rows("\(folder)/f/tsne/figure10.csv")
            let table = try rows("\(folder)/f/tsne/neighbors.csv")
            let clusters = try rows("\(folder)/f/tsne/clusters.csv")
            #expect(clusters.count == 20)
            #expect(table.map { $0["data"]! } == ["Subset of MNIST, 4000 + 1000; the first 500", "MNIST-1D, 400 + 100"])
            for row in table {
                let own = points.filter { $0["data"] == row["data"] }
                #expect(own.count == 500)
                let (x, y) = (own.map { Double($0["x"]!)! }, own.map { Double($0["y"]!)! })
                var same: [String: Int] = [:]
                let right = own.indices.count { point in
                    let near = own.indices.filter { $0 != point }.map { other in
                        let (dx, dy) = (x[point] - x[other], y[point] - y[other])
                        return (distance: dx * dx + dy * dy, digit: own[other]["digit"]!)
                    }.sorted { $0.distance < $1.distance }.prefix(10)
                    func votes(_ digit: String) -> Int { near.count { $0.digit == digit } }
                    same[own[point]["digit"]!, default: 0] += votes(own[point]["digit"]!)
                    let most = near.map { votes($0.digit) }.max()
                    return near.first { votes($0.digit) == most }!.digit == own[point]["digit"]
                }
                #expect(abs(Double(right) / 5 - Double(row["plane"]!)!) < 1e-9)
                #expect(Double(row["planeLower"]!)! < Double(row["plane"]!)!)
                for cluster in clusters where cluster["data"] == row["data"] {
                    let points = own.count { $0["digit"] == cluster["digit"] }
                    #expect(abs(10 * Double(same[cluster["digit"]!]!) / Double(points) - Double(cluster["mean"]!)!) < 1e-9)
                }
            }
        }
    }

    /// Images of a folder go into files of their own, and the figure says how many there are.
    @Test func otherImagesHaveTheirOwnFiles() throws {
        try withTemporaryFolder { folder in
            let images = 120
            for part in ["train", "t10k"] {
                var pixels = Data([0, 0, 8, 3, 0, 0, 0, UInt8(images), 0, 0, 0, 28, 0, 0, 0, 28])
                pixels.append(contentsOf: (0..<images * 784).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })
                var labels = Data([0, 0, 8, 1, 0, 0, 0, UInt8(images)])
                labels.append(contentsOf: (0..<images).map { UInt8($0 % 10) })
                try pixels.write(to: URL(filePath: "\(folder)/\(part)-images-idx3-ubyte"))
                try labels.write(to: URL(filePath: "\(folder)/\(part)-labels-idx1-ubyte"))
            }
            let result = try tsne(quick + ["--data", "full"], in: folder, environment: ["MNIST_DIR": "."])
            #expect(result.status == 0, "\(result.error)")
            #expect(try files(in: "\(folder)/f").keys.allSatisfy { $0.hasPrefix("tsne/full-mnist/") })
            let points = try rows("\(folder)/f/tsne/full-mnist/tsne.csv")
            #expect(points.count == 240 && points.allSatisfy { $0["data"] == "MNIST, 120 + 120" })
        }
    }

    @Test(arguments: [
        ("", "--data full: MNIST_DIR is not set; make mnist downloads the files, then MNIST_DIR=Data/mnist"),
        (
            "nowhere",
            "MNIST_DIR: nowhere: expected train-images-idx3-ubyte.gz or train-images-idx3-ubyte, found neither; "
                + "make mnist downloads the files of MNIST"
        ),
    ])
    func imagesThatAreNotThereAreNamed(directory: String, message: String) throws {
        try withTemporaryFolder { folder in
            let result = try tsne(quick + ["--data", "full"], in: folder, environment: ["MNIST_DIR": directory])
            #expect(result.error == "Error: \(message)\n" && result.status == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    /// Neighbours that vote are among those that t-SNE looks for; others would be read from the next point's.
    @Test func votersThatAreNotLookedForAreRefused() throws {
        try withTemporaryFolder { folder in
            for (set, voters, known) in [
                ("embedding.perplexity=3", 10, 9), ("embedding.perplexity=1", 10, 3), ("embedding.perplexity=1.1", 10, 3),
                ("embedding.perplexity=2", 10, 6), ("voters=91", 91, 90),
            ] {
                let result = try tsne(quick + ["--seeds", "42", "--set", set], in: folder)
                let words = "\(voters) neighbours vote, and t-SNE looks for \(known), 3 x perplexity: set voters or embedding.perplexity"
                #expect(result.status == 64 && result.errorLines.count == 1 && result.error.contains(words), "\(result.error)")
            }
            let fits = quick + ["--seeds", "42", "--set", "embedding.perplexity=3", "voters=9", "points=60", "embedding.iterations=5"]
            #expect(try tsne(fits, in: folder).status == 0)
        }
    }

    @Test func thePackagesSubsetIsNeeded() throws {
        try withTemporaryFolder { folder in
            let result = try tsne(["--scale", "quick"], in: folder)
            #expect(
                result.error
                    == "Error: ./Data/mnist-subset: is not there; run in the package's folder, or name that with --package\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }
}
