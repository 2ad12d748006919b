import Datasets
import Foundation
import Testing

/// `lottery-tickets`, run as a user runs it.
@Suite struct LotteryTicketsTests {
    private let experiment = Executable("lottery-tickets")

    private func quick(_ results: String, _ figures: String, _ more: [String] = []) -> [String] {
        ["--scale", "quick", "--seeds", "42", "--results", results, "--figures", figures] + more
    }

    private func files(in folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        return files
    }

    /// The rows of a CSV file without quoted fields, by column.
    private func rows(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let header = lines[0].split(separator: ",").map(String.init)
        return lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(header, fields))
        }
    }

    static let errors: [(options: [String], message: String)] = [
        (["--hidden", "0"], "--hidden 0: expected a number from 1 to 10000"),
        (["--retrains", "1"], "--retrains 1: expected a number from 2 to 10000"),
        (["--seeds", "4294967296"], "--seeds 4294967296: expected numbers from 0 to 4294967295"),
    ]

    @Test(arguments: errors) func wrongOptionsAreNamedInOneLine(options: [String], message: String) throws {
        try withTemporaryFolder { folder in
            let result = try experiment(options, in: folder)
            #expect(result.error == "Error: \(message) (lottery-tickets --help lists the options)\n")
            #expect(result.status == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    /// Killed within a chain of retrains, and started again: once as it is, and once with marks in what the chain's
    /// checkpoint says about its finished retrains, which a second computation of them would wipe out.
    @Test func aKilledChainGoesOnAtItsLastFinishedRetrain() throws {
        try withTemporaryFolder { folder in
            let options = ["--threads", "1", "--hidden", "100", "--retrains", "20"]
            func checkpoint(in results: String) -> String? {
                let folder = "\(folder)/\(results)/lottery-tickets"
                let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
                return names?.first { $0.hasSuffix(".checkpoint") }.map { "\(folder)/\($0)" }
            }
            let process = Process()
            process.executableURL = experiment.url
            process.arguments = quick("r", "f", options)
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            while process.isRunning, checkpoint(in: "r") == nil { usleep(1000) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()

            try FileManager.default.copyItem(atPath: "\(folder)/r", toPath: "\(folder)/marked")
            let done = try mark(try #require(checkpoint(in: "marked")))
            #expect(done > 0 && done < 20)
            #expect(try experiment(quick("marked", "g", options), in: folder).status == 0)
            let retrains = try rows("\(folder)/g/lottery-retrains.csv").filter { $0["ticket"] == "lottery" }
            #expect(retrains.map { $0["finalLoss"] == "12345.0" } == (0..<20).map { $0 < done })

            #expect(try experiment(quick("r", "f", options), in: folder).status == 0)
            #expect(checkpoint(in: "r") == nil)
            #expect(try experiment(quick("whole", "expected", options), in: folder).status == 0)
            #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
        }
    }

    /// Gives all finished retrains of a checkpoint the same loss, and the checkpoint its sum; returns their number.
    private func mark(_ path: String) throws -> Int {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let start = Array("{\"course\":".utf8)
        let outcome = try #require(bytes.indices.last { bytes[$0...].starts(with: start) })
        let text = String(decoding: bytes[outcome...], as: UTF8.self)
        let marked = text.replacing(/"finalLoss":[^,]*/, with: "\"finalLoss\":12345")
        let body = bytes[65..<outcome] + Array(marked.utf8)
        try Data(body).write(to: URL(fileURLWithPath: "\(path).body"))
        let sum = try run(URL(fileURLWithPath: "/usr/bin/sha256sum"), ["\(path).body"], in: "/").output.prefix(64)
        try FileManager.default.removeItem(atPath: "\(path).body")
        try Data(Array("\(sum)\n".utf8) + body).write(to: URL(fileURLWithPath: path))
        return text.matches(of: /"finalLoss"/).count
    }

    /// The masks of the archive lead to the reported adjacency, and the reported chance is the mean over masks that are
    /// drawn at random.
    @Test func adjacencyFollowsFromTheMasks() throws {
        try withTemporaryFolder { folder in
            #expect(try experiment(quick("r", "f"), in: folder).status == 0)
            let archive = try NPZArchive(contentsOf: "\(folder)/f/lottery-masks.npz")
            #expect(archive.entries.count == 12)
            let reported = try rows("\(folder)/f/lottery-adjacency.csv")
            #expect(reported.count == 9)
            for row in reported where row["series"] != "chance" {
                let array = try #require(archive["seed42_\(row["series"]!)_linear1_weight"])
                guard case .bool(let mask) = array.elements else { throw CancellationError() }
                #expect(array.shape == [40, 40])
                let length = Int(row["neighbours"]!)!
                let expected = runs(mask, length) / 40 / 40
                #expect(abs(Double(row["mean"]!)! - expected) < 1e-12)
                guard row["series"] == "lottery" else { continue }
                let chance = try #require(
                    reported.first { $0["series"] == "chance" && $0["neighbours"] == row["neighbours"] })
                var generator = Sequence()
                let draws = (0..<400).map { _ in runs(mask.shuffled(using: &generator), length) / 40 / 40 }
                let mean = draws.reduce(0, +) / 400
                let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
                #expect(abs(Double(chance["mean"]!)! - mean) < 6 * (variance / 400).squareRoot() + 1e-4)
            }
        }
    }

    /// The same numbers each time.
    private struct Sequence: RandomNumberGenerator {
        var state: UInt64 = 1

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 33) &* 0xff51_afd7_ed55_8ccd
        }
    }

    /// The places of a mask (units, 40) where `length` neighbours are all there.
    private func runs(_ mask: [Bool], _ length: Int) -> Double {
        var count = 0
        for place in mask.indices where place % 40 + length <= 40 {
            if mask[place..<place + length].allSatisfy({ $0 }) { count += 1 }
        }
        return Double(count)
    }
}
