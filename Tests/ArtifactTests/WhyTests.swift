import Artifact
import Foundation
import Testing

/// What `--why` says is stale, and why.
@Suite struct WhyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func why(_ arguments: String...) throws -> String {
        let before = folder.files()
        let ending = try ProbeProcess.run(["--why"] + arguments, in: folder)
        #expect(ending.status == 0 && ending.errors == "")
        // It only looks.
        #expect(folder.files() == before)
        return ending.output
    }

    private func run(_ arguments: String...) throws {
        #expect(try ProbeProcess.run(arguments, in: folder).status == 0)
    }

    private func replace(_ old: String, by new: String, in file: String) throws {
        let text = folder.text(file)
        #expect(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(
            toFile: "\(folder.path)/\(file)", atomically: false, encoding: .utf8)
    }

    private static let finished = "results/probe: 6 of 6 runs are finished, 0 are to be computed\n"
    private static let figures = "figures/probe"

    /// The file of a run, whose name holds the hash of the code.
    private func record(_ label: String) throws -> String {
        try #require(
            folder.files(in: "results/probe").first { $0.hasPrefix("\(label)-") && $0.hasSuffix(".json") }.map { "results/probe/\($0)" })
    }

    @Test func withoutResultsAllIsMissing() throws {
        #expect(
            try why() == """
                results/probe: 0 of 6 runs are finished, 6 are to be computed
                  seed1, seed2, seed3, seed4, seed5, seed6: no result, nor any other run's
                figures/probe: holds no figures yet

                """)
    }

    @Test func afterARunAllIsUpToDate() throws {
        try run()
        #expect(try why() == Self.finished + "\(Self.figures): made by these runs\n")
    }

    @Test func aChangedConfigurationIsToldByItsKeys() throws {
        try run("--steps", "7", "--figures", "figures")
        #expect(
            try why("--steps", "8", "--seeds", "1", "2", "9", "--figures", "figures") == """
                results/probe: 0 of 3 runs are finished, 3 are to be computed
                  seed1, seed2: steps: 7 → 8
                  seed9: no result; from seed1: seed: 1 → 9, steps: 7 → 8
                \(Self.figures): made from something else
                  runs: 6 → 3, 0 of them in both
                  configuration.steps: 7 → 8
                  varied.seed: [1,2,3,4,5,6] → [1,2,9]

                """)
    }

    /// A run of older code is found by its configuration, and what is different about the code is named file by file.
    @Test func olderCodeIsNamedFileByFile() throws {
        try run("--seeds", "1", "--figures", "figures")
        try pretendOlderCode()
        let text = try why("--seeds", "1", "--figures", "figures")
        #expect(
            text.hasPrefix(
                """
                results/probe: 0 of 1 runs are finished, 1 are to be computed
                  seed1: code: new Tests/ArtifactProbe/Probe.swift, code: removed Tests/Older.swift
                  if no bit has changed: probe --adopt takes over what older code computed

                """))
    }

    @Test func runsOfOlderCodeAreTakenOverWhereTheBitsAreTheSame() throws {
        try run("--seeds", "1", "2", "--figures", "figures")
        try pretendOlderCode()
        let ending = try ProbeProcess.run(["--seeds", "1", "2", "--adopt"], in: folder)
        #expect(
            ending.output
                == "probe: 2 runs of 1 kinds were computed again with the same bits; 0 others taken over, 0 are to be computed\n")
        #expect(try why("--seeds", "1", "2", "--figures", "figures").hasPrefix("results/probe: 2 of 2 runs are finished"))
    }

    @Test func runsOfOlderCodeWithOtherBitsAreRefusedByName() throws {
        try run("--seeds", "1", "2", "3", "--figures", "figures")
        try pretendOlderCode { $0.replacingOccurrences(of: "[0.5,", with: "[0.25,") }
        let ending = try ProbeProcess.run(["--seeds", "1", "2", "3", "--adopt"], in: folder)
        #expect(ending.status == 1 && ending.output == "")
        #expect(ending.errors.contains("Error: seed1: this code finds other bits than results/probe/seed1-"))
        #expect(ending.errors.hasSuffix("nothing was taken over. Run without --adopt to compute all 3 runs\n"))
    }

    /// Makes all that is kept the work of other code, which consists of one other file.
    private func pretendOlderCode(_ change: (String) -> String = { $0 }) throws {
        let older = SourceManifest(files: ["Tests/Older.swift": String(repeating: "0", count: 64)])
        let path = "\(folder.path)/results/probe"
        for name in folder.files(in: "results/probe") where name.hasSuffix(".sha256") {
            var files = try #require(SourceManifest(text: folder.text("results/probe/\(name)"))).files
            files["Tests/ArtifactProbe/Probe.swift"] = nil
            files["Tests/Older.swift"] = String(repeating: "0", count: 64)
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            try FileOutput.write(
                Array(SourceManifest(files: files).text.utf8), to: "\(path)/code-\(older.hash.prefix(16)).sha256")
        }
        for name in folder.files(in: "results/probe") where name.hasSuffix(".json") {
            var lines = folder.text("results/probe/\(name)").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines[2] = "\"identity\":\"\(String(repeating: "0", count: 64))\","
            lines[4] = "\"code\":\"\(older.hash)\","
            let body = change(lines[2...].joined(separator: "\n"))
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            let label = name.dropLast(22)
            try FileOutput.write(
                Array("{\n\"checksum\":\"\(sha256(body.utf8))\",\n\(body)".utf8), to: "\(path)/\(label)-0000000000000000.json")
        }
    }

    @Test func aDamagedResultIsTold() throws {
        try run("--seeds", "1", "2", "--figures", "figures")
        let name = try record("seed1")
        try replace("0.5", by: "0.25", in: name)
        let expected = """
            results/probe: 1 of 2 runs are finished, 1 are to be computed
              seed1: \(name) is damaged or incomplete: its checksum does not match; its run counts as not done
            \(Self.figures): made by these runs

            """
        #expect(try why("--seeds", "1", "2", "--figures", "figures") == expected)
    }

    @Test func anEditedTableIsTold() throws {
        try run()
        try replace("0.5", by: "0.25", in: "figures/probe/orbits.csv")
        #expect(
            try why() == Self.finished
                + "\(Self.figures): made by these runs\nfigures/probe/orbits.csv: is not the file that was written, by its SHA-256\n")
    }
}
