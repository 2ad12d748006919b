import Datasets
import Foundation
import Testing

/// `lottery-tickets`, run as a user runs it.
@Suite struct LotteryTicketsTests {
    private let experiment = Executable("lottery-tickets")

    private func table(_ name: String, in folder: String) throws -> [[String: String]] {
        try rows("\(folder)/lottery-tickets/\(name).csv")
    }

    /// Killed within a chain of retrains, and started again: once as it is, and once with marks in what the chain's
    /// state says about its finished retrains, which a second computation of them would wipe out.
    @Test func aKilledChainGoesOnAtItsLastFinishedRetrain() throws {
        try withTemporaryFolder { folder in
            let options = ["--threads", "1", "--seeds", "42", "--hidden", "100", "--retrains", "20", "--prune-at", "checkpoint"]
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
            // It was the first chain that was killed.
            let retrains = try table("retrains", in: "\(folder)/g").filter { $0["ticket"] == "random" }
            #expect(retrains.map { $0["testLoss"] == "12345.0" } == (0..<20).map { $0 < done })

            #expect(try experiment(quick("r", "f", options), in: folder).status == 0)
            #expect(checkpoint(in: "r") == nil)
            #expect(try experiment(quick("whole", "expected", options), in: folder).status == 0)
            #expect(try files(in: "\(folder)/f/lottery-tickets") == files(in: "\(folder)/expected/lottery-tickets"))
        }
    }

    /// Gives all finished retrains of a state the same loss, and the state its sum; returns their number.
    private func mark(_ path: String) throws -> Int {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let start = try #require(bytes.firstIndex(of: UInt8(ascii: "{")))
        let text = String(decoding: bytes[start...], as: UTF8.self)
        let body = bytes[65..<start] + Array(text.replacing(/"testLoss":[^,}]*/, with: "\"testLoss\":12345").utf8)
        try Data(body).write(to: URL(fileURLWithPath: "\(path).body"))
        let sum = try run(URL(fileURLWithPath: "/usr/bin/sha256sum"), ["\(path).body"], in: "/").output.prefix(64)
        try FileManager.default.removeItem(atPath: "\(path).body")
        try Data(Array("\(sum)\n".utf8) + body).write(to: URL(fileURLWithPath: path))
        return text.matches(of: /"testLoss"/).count
    }

    /// The masks of the archive lead to the reported adjacency. What is reported as chance is the mean over masks that are
    /// drawn at random: weights anywhere, and within each unit.
    @Test func adjacencyFollowsFromTheMasks() throws {
        try withTemporaryFolder { folder in
            #expect(try experiment(quick("r", "f", ["--seeds", "42"]), in: folder).status == 0)
            let archive = try NPZArchive(contentsOf: "\(folder)/f/lottery-tickets/masks.npz")
            // Three layers' weights and biases of the random ticket and of two lottery tickets.
            #expect(archive.entries.count == 18)
            let reported = try table("adjacency-trials", in: "\(folder)/f")
            #expect(reported.count == 9)
            var generator = Sequence()
            for row in reported {
                let ticket = row["ticket"] == "random" ? "random" : "magnitude-\(row["prunedAfter"]!)"
                let array = try #require(archive["seed42_\(ticket)_linear1_weight"])
                guard case .bool(let mask) = array.elements else { throw CancellationError() }
                #expect(array.shape == [40, 40])
                #expect(row["unmasked"] == "\(mask.count { $0 })")
                #expect(row["emptyUnits"] == "\(units(mask).count { !$0.contains(true) })")
                let length = Int(row["neighbours"]!)!
                #expect(row["observed"] == "\(runs(mask, length))")
                try expectMean(row["uniform"]!, (0..<400).map { _ in runs(mask.shuffled(using: &generator), length) })
                try expectMean(
                    row["unitsKept"]!,
                    (0..<400).map { _ in runs(units(mask).flatMap { $0.shuffled(using: &generator) }, length) })
            }
        }
    }

    private func expectMean(_ reported: String, _ draws: [Int]) throws {
        let mean = Double(draws.reduce(0, +)) / Double(draws.count)
        let squares = draws.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let error = (squares / Double(draws.count - 1) / Double(draws.count)).squareRoot()
        // So rare are long runs that no draw may have one.
        #expect(abs(try #require(Double(reported)) - mean) < 6 * error + 0.05)
    }

    /// The authors' numbers stand beside ours at their settings alone; a network of one unit, pruned in five rounds, is drawn.
    @Test func otherSettingsShowNothingPublished() throws {
        try withTemporaryFolder { folder in
            #expect(try experiment(quick("r", "f", ["--seeds", "42", "43", "--hidden", "1", "--retrains", "5"]), in: folder).status == 0)
            for (name, data) in try files(in: "\(folder)/f/lottery-tickets") where [".md", ".tex", ".svg"].contains(where: name.hasSuffix) {
                #expect(!String(decoding: data, as: UTF8.self).contains("authors"), "\(name)")
            }
            for name in ["figure3", "search", "summary", "accuracies", "advantages", "adjacency", "histories"] {
                let published = try table(name, in: "\(folder)/f").map { $0["published"] }
                #expect(published.allSatisfy { $0 == "" } && !published.isEmpty, "\(name)")
            }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/f/lottery-tickets/claims.csv"))
        }
    }

    /// Two tickets by magnitude that are ranked at different steps begin with the same training and end with different masks.
    @Test func weightsAreRankedAtTheStepThatIsAskedFor() throws {
        try withTemporaryFolder { folder in
            #expect(try experiment(quick("r", "f", ["--seeds", "42"]), in: folder).status == 0)
            let lottery = try table("retrains", in: "\(folder)/f").filter { $0["ticket"] == "lottery" }
            let losses = ["60", "100"].map { step in lottery.filter { $0["prunedAfter"] == step }.map { $0["testLoss"]! } }
            #expect(losses[0].count == 12 && losses[0][0] == losses[1][0] && losses[0][1...] != losses[1][1...])
            #expect(try table("prune-at", in: "\(folder)/f").map { $0["prunedAfter"]! } == ["60", "100", "60", "100", "60", "100"])

            #expect(try experiment(quick("r", "last", ["--seeds", "42", "--prune-at", "last"]), in: folder).status == 0)
            let alone = try table("retrains", in: "\(folder)/last").filter { $0["ticket"] == "lottery" }
            #expect(alone.map { $0["testLoss"]! } == losses[1])
        }
    }

    /// A trial of which the ticket alone is wanted finds the one that the whole chain finds, with no retrain in the tables.
    @Test func ticketsAloneAreThoseOfTheWholeChain() throws {
        try withTemporaryFolder { folder in
            let all = ["--seeds", "42", "43", "44", "--prune-at", "checkpoint"]
            #expect(try experiment(quick("r", "f", all), in: folder).status == 0)
            #expect(Set(try table("retrains", in: "\(folder)/f").map { $0["seed"]! }) == ["42", "43"])
            #expect(try experiment(quick("r", "whole", ["--seeds", "44", "--prune-at", "checkpoint"]), in: folder).status == 0)
            #expect(Set(try table("retrains", in: "\(folder)/whole").map { $0["seed"]! }) == ["44"])
            let (alone, whole) = (
                try NPZArchive(contentsOf: "\(folder)/f/lottery-tickets/masks.npz"),
                try NPZArchive(contentsOf: "\(folder)/whole/lottery-tickets/masks.npz")
            )
            #expect(whole.entries.count == 12)
            for entry in whole.entries {
                guard case .bool(let mask) = entry.array.elements, case .bool(let own)? = alone[entry.name]?.elements else {
                    Issue.record("\(entry.name) is missing")
                    continue
                }
                #expect(mask == own, "\(entry.name)")
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

    /// A mask (units, 40) unit by unit.
    private func units(_ mask: [Bool]) -> [[Bool]] {
        stride(from: 0, to: mask.count, by: 40).map { Array(mask[$0..<$0 + 40]) }
    }

    /// The positions of a mask (units, 40) where `length` neighbours are all there.
    private func runs(_ mask: [Bool], _ length: Int) -> Int {
        mask.indices.count { index in index % 40 + length <= 40 && mask[index..<index + length].allSatisfy { $0 } }
    }
}
