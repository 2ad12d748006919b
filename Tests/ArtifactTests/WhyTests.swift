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
    private static let figures = "figures: 2 tables and figures (last, orbits)"

    @Test func withoutResultsAllIsMissing() throws {
        #expect(
            try why() == """
                results/probe: 0 of 6 runs are finished, 6 are to be computed
                  seed1 and 5 more: no result, nor any other run's
                figures: holds no table or figure of probe

                """)
    }

    @Test func afterARunAllIsUpToDate() throws {
        try run()
        #expect(try why() == Self.finished + "\(Self.figures): up to date\n")
    }

    @Test func aChangedConfigurationIsToldByItsKeys() throws {
        try run("--steps", "7")
        #expect(
            try why("--steps", "8", "--seeds", "1", "2", "9") == """
                results/probe: 0 of 3 runs are finished, 3 are to be computed
                  seed1 and 1 more: steps: 7 → 8
                  seed9: no result; from seed1: seed: 1 → 9, steps: 7 → 8
                \(Self.figures): made from something else
                  runs: 6 → 3, 0 of them in both
                  configuration.steps: 7 → 8
                  varied.seed: [1,2,3,4,5,6] → [1,2,9]

                """)
    }

    @Test func anOlderVersionIsTold() throws {
        try run("--seeds", "1")
        let name = "results/probe/seed1-7f64b6c51fbfec4c.json"
        let body = folder.text(name).split(separator: "\n", maxSplits: 2)[2]
            .replacingOccurrences(of: "\"version\":1", with: "\"version\":0")
            .replacingOccurrences(of: "7f64b6c51fbfec4c", with: "0000000000000000")
        try "{\n\"checksum\":\"\(sha256(body.utf8))\",\n\(body)".write(
            toFile: "\(folder.path)/results/probe/seed1-0000000000000000.json", atomically: false, encoding: .utf8)
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
        try replace("\"version\": 1", by: "\"version\": 0", in: "figures/orbits.provenance.json")
        #expect(
            try why("--seeds", "1") == """
                results/probe: 0 of 1 runs are finished, 1 are to be computed
                  seed1: version: 0 → 1
                figures: 1 table or figure (last): up to date
                figures: 1 table or figure (orbits): made from something else
                  version: 0 → 1

                """)
    }

    @Test func aDamagedResultIsTold() throws {
        try run("--seeds", "1", "2")
        let name = "results/probe/seed1-7f64b6c51fbfec4c.json"
        try replace("0.5", by: "0.25", in: name)
        let expected = """
            results/probe: 1 of 2 runs are finished, 1 are to be computed
              seed1: \(name) is damaged or incomplete: its checksum does not match; its run counts as not done
            \(Self.figures): up to date

            """
        #expect(try why("--seeds", "1", "2") == expected)
    }

    @Test func changedSourcesAreNamedFileByFile() throws {
        for (path, text) in [("Package.swift", ""), ("Sources/A.swift", "a"), ("Sources/B.swift", "b")] {
            try FileManager.default.createDirectory(atPath: "\(folder.path)/Sources", withIntermediateDirectories: true)
            try text.write(toFile: "\(folder.path)/\(path)", atomically: false, encoding: .utf8)
        }
        try run()
        #expect(folder.text("figures/probe.sources.sha256").hasSuffix("\(sha256("b".utf8))  Sources/B.swift\n"))
        #expect(try why().hasSuffix("up to date\n"))
        // The PDF itself names them too, by the hash of that file.
        let pdf = String(decoding: folder.bytes("figures/orbits.pdf"), as: UTF8.self)
        #expect(pdf.contains("/Keywords ({\"configuration\": {\"rate\":3.9,\"steps\":20}, "))
        #expect(pdf.contains("\"sources\": \"\(sha256(folder.text("figures/probe.sources.sha256").utf8))\""))
        try replace("a", by: "A", in: "Sources/A.swift")
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/Sources/B.swift", toPath: "\(folder.path)/Sources/C.swift")
        #expect(
            try why() == Self.finished + """
                \(Self.figures): made from something else
                  sources:
                    changed Sources/A.swift
                    removed Sources/B.swift
                    new Sources/C.swift

                """)
    }

    @Test func anEditedTableIsTold() throws {
        try run()
        try replace("0.5", by: "0.25", in: "figures/orbits.csv")
        #expect(
            try why() == Self.finished
                + "\(Self.figures): up to date\nfigures/orbits.csv: is not the table that was written, by its SHA-256\n")
    }
}
