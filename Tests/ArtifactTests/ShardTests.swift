import Artifact
import Foundation
import Testing

/// A sweep over several machines: its parts, and what becomes of them.
@Suite struct ShardTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) throws -> ProbeProcess.Ending {
        try ProbeProcess.run(arguments, in: folder)
    }

    private func listed(_ shard: String, _ more: [String] = []) throws -> [String] {
        let ending = try ProbeProcess.run(["--list-runs", "--shard", shard] + more, in: folder)
        #expect(ending.status == 0)
        return ending.output.split(separator: "\n").map { String($0.dropFirst(17)) }
    }

    @Test func eachRunIsInOneShardAndShardsAreEqual() throws {
        let shards = try (1...3).map { try listed("\($0)/3") }
        #expect(shards == [["seed1", "seed4"], ["seed2", "seed5"], ["seed3", "seed6"]])
        #expect(try listed("1/1") == (1...6).map { "seed\($0)" })
        #expect(try (1...8).map { try listed("\($0)/8").count } == [1, 1, 1, 1, 1, 1, 0, 0])
    }

    @Test func runsThatNeedOneAnotherStayTogether() throws {
        let shards = try (1...3).map { try listed("\($0)/3", ["--difference"]) }
        #expect(shards[0] == ["seed1-minus-seed6", "seed1", "seed6"])
        #expect(shards[1] == ["seed2", "seed4"] && shards[2] == ["seed3", "seed5"])
    }

    /// Three machines compute their parts and bring them together; nobody can tell afterwards.
    @Test func mergedShardsGiveTheFiguresOfOneMachine() throws {
        #expect(try run("--difference").status == 0)
        for index in 1...3 {
            let ending = try run("--difference", "--shard", "\(index)/3", "--results", "m\(index)")
            #expect(ending.errors == "probe: \(index == 1 ? 3 : 2) of \(index == 1 ? 3 : 2) runs\n")
            #expect(ending.output == "" && ending.status == 0)
        }
        #expect(folder.files(in: "merged") == [])
        let folders = (1...3).map { "\(folder.path)/m\($0)" }
        let merge = try ResultsMerge(from: folders, into: "\(folder.path)/merged")
        #expect(merge.messages == [] && merge.copied == 7)
        #expect(try run("--difference", "--render-only", "--results", "merged", "--figures", "f").status == 0)
        #expect(folder.files(in: "f") == folder.files(in: "build/custom") && folder.files(in: "f").count == 9)
        for name in folder.files(in: "f") { #expect(folder.bytes("f/\(name)") == folder.bytes("build/custom/\(name)")) }
        // A second time there is nothing to do.
        #expect(try ResultsMerge(from: folders, into: "\(folder.path)/merged").copied == 0)
    }

    @Test func whatIsMissingIsListed() throws {
        #expect(try run("--seeds", "1", "3").status == 0)
        let merge = try ResultsMerge(from: ["\(folder.path)/results"], into: "\(folder.path)/merged")
        let list = """
            \(try identity("seed1")) probe seed1
            8369e9941bb38420 probe seed2

            """
        let (missing, count) = try merge.missing(from: list, source: "runs.list")
        #expect(missing == ["8369e9941bb38420 probe seed2"] && count == 2)
        #expect(throws: ArtifactError("runs.list, line 2: expected identity, experiment and label")) {
            try merge.missing(from: "0123456789abcdef probe seed1\nseed2\n", source: "runs.list")
        }
    }

    /// The short identity of a run, which holds the hash of the code.
    private func identity(_ label: String) throws -> String {
        let lines = try run("--list-runs").output.split(separator: "\n")
        return String(try #require(lines.first { $0.hasSuffix(" \(label)") }).prefix(16))
    }

    private func record() throws -> String { "probe/seed1-\(try identity("seed1")).json" }

    @Test func twoResultsOfOneRunAreAnErrorThatNamesBoth() throws {
        for name in ["a", "b"] { #expect(try run("--seeds", "1", "2", "--results", name).status == 0) }
        let record = try record()
        // Another result with a right checksum, as other code or a faulty machine gives it.
        let whole = folder.text("b/\(record)")
        let body = whole.split(separator: "\n", maxSplits: 2)[2].replacingOccurrences(of: "[0.5,", with: "[0.25,")
        try "{\n\"checksum\":\"\(sha256(body.utf8))\",\n\(body)".write(
            toFile: "\(folder.path)/b/\(record)", atomically: false, encoding: .utf8)
        let (a, b) = ("\(folder.path)/a", "\(folder.path)/b")
        let message =
            "\(a)/\(record), \(b)/\(record): are the same run with different results; nothing was merged. Find out which machine is wrong and remove its file"
        #expect(throws: ArtifactError(message)) { try ResultsMerge(from: [a, b], into: "\(folder.path)/merged") }
        #expect(folder.files(in: "merged") == [])
    }

    @Test func aDamagedResultIsNamedAndReplaced() throws {
        let record = try record()
        for name in ["a", "b"] { #expect(try run("--seeds", "1", "--results", name).status == 0) }
        let whole = folder.text("a/\(record)")
        try whole.dropLast(9).write(toFile: "\(folder.path)/a/\(record)", atomically: false, encoding: .utf8)
        let merge = try ResultsMerge(from: ["\(folder.path)/b"], into: "\(folder.path)/a")
        #expect(
            merge.messages == [
                "\(folder.path)/a/\(record) is damaged or incomplete: its checksum does not match; it counts as missing"
            ])
        #expect(merge.copied == 1 && folder.text("a/\(record)") == whole)
    }

    @Test func aFileUnderAnotherNameIsNamed() throws {
        let record = try record()
        #expect(try run("--seeds", "1", "--results", "a").status == 0)
        let other = "probe/seed1-8369e9941bb38420.json"
        try FileManager.default.moveItem(atPath: "\(folder.path)/a/\(record)", toPath: "\(folder.path)/a/\(other)")
        let merge = try ResultsMerge(from: ["\(folder.path)/a"], into: "\(folder.path)/b")
        #expect(merge.messages == ["\(folder.path)/a/\(other) holds the run \(try identity("seed1")); it counts as missing"])
        #expect(merge.copied == 0)
    }

    static let errors: [(options: [String], message: String)] =
        ["4/3", "0/3", "3", "a/b", "1/2/3", "-1/3", "1/", "1/10001"]
        .map { (["--shard=\($0)"], "--shard \($0): expected i/n with 1 ≤ i ≤ n ≤ 10000, as in 2/3") } + [
            (["--shard", "1/2", "--render-only"], "--shard: expected no --render-only beside it")
        ]

    @Test(arguments: errors) func wrongShardsAreNamed(options: [String], message: String) throws {
        let ending = try ProbeProcess.run(options, in: folder)
        #expect(ending.errors == "Error: \(message) (probe --help lists the options)\n")
        #expect(ending.status == 64 && folder.files() == [])
    }

    @Test func aFolderThatIsNoneIsNamed() {
        #expect(throws: ArtifactError("/nowhere: is not a folder of results")) {
            try ResultsMerge(from: ["/nowhere"], into: "/also-nowhere")
        }
    }
}
