import Artifact
import Foundation
import Testing

@Suite struct ProvenanceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func provenance(sources: SourceManifest? = nil) throws -> Provenance {
        let runs = try [1, 2].map {
            try RunIdentity(
                experiment: "example", version: 3, configuration: Example(seed: $0), label: "seed\($0)")
        }
        return try Provenance(
            program: "example", version: 3, scale: .quick, runs: runs, data: ["MNIST-1D": "abc"], sources: sources)
    }

    @Test func whatRunsShareAndWhatDiffersIsTold() throws {
        let json = try provenance().json(table: "def")
        #expect(json.contains(#"  "configuration": {"model":"mlp","rate":0.1},"#))
        #expect(json.contains(#"  "varied": {"seed":[1,2]},"#))
        #expect(json.contains(#"  "data": {"MNIST-1D":"abc"},"#))
        #expect(json.contains(#"  "csv": "def","#))
        #expect(json.contains(#"  "sources": null,"#))
        #expect(json.contains(#"  "toolchain": "Swift 6."#))
        #expect(json.contains(#"  "libraries": "cairo 1."#))
        #expect(!json.contains(folder.path))
        let members = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let line = try provenance().line(table: "def")
        #expect(line.hasPrefix("example version 3, quick scale, 2 runs (SHA-256 of their identities "))
        #expect(line.hasSuffix("), table SHA-256 def"))
        // The metadata says the same, with one hash for all runs.
        let keywords = try provenance().keywords(table: "def")
        let inside = try #require(JSONSerialization.jsonObject(with: Data(keywords.utf8)) as? [String: Any])
        #expect(Set(inside.keys) == Set(members.keys) && inside["runs"] as? String != nil)
        #expect(keywords.contains(#""varied": {"seed":[1,2]},"#) && !keywords.contains("\n"))
        #expect(line.contains(try #require(inside["runs"] as? String)))
    }

    private func write(_ text: String, _ path: String) throws {
        let url = URL(fileURLWithPath: "\(folder.path)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func manifest(_ program: String = "my-study") throws -> SourceManifest? {
        try SourceManifest(package: folder.path, program: program)
    }

    /// The file is what `sha256sum` prints, and the hash is that of the file.
    @Test func theSourcesAreListedAsSha256sumDoes() throws {
        #expect(try manifest() == nil)
        try write("// hello\n", "Package.swift")
        try write("let\n", "Sources/A/a.swift")
        try write("", "Sources/B.swift")
        try write("x", "Sources/.hidden")
        try write("x", "Sources/A/.a.swift.1-1.tmp")
        try write("x", "Sources/A/A.docc/A.md")
        try write("x", "Tests/T.swift")
        let sources = try #require(try manifest())
        let paths = ["Package.swift", "Sources/A/a.swift", "Sources/B.swift"]
        let lines = zip(["// hello\n", "let\n", ""], paths).map { "\(sha256($0.utf8))  \($1)\n" }
        #expect(sources.text == lines.joined() && sources.hash == sha256(lines.joined().utf8))
        #expect(try SourceManifest(text: sources.text, source: "x") == sources)
        #expect(try provenance(sources: sources).json(table: "").contains(#""sources": "\#(sources.hash)""#))
        try write("let \n", "Sources/A/a.swift")
        #expect(try manifest() != sources)
    }

    @Test func anotherExperimentIsNoneOfTheSources() throws {
        try write("", "Package.swift")
        for path in ["A/a.swift", "Experiments/MyStudy/b.swift", "Experiments/Other/c.swift"] {
            try write(path, "Sources/\(path)")
        }
        let own = ["Package.swift", "Sources/A/a.swift", "Sources/Experiments/MyStudy/b.swift"]
        #expect(try manifest()?.files.keys.sorted() == own)
        #expect(try manifest("unknown")?.files.count == 4)
    }

    @Test func aDamagedListIsNamedByItsLine() throws {
        let good = "\(String(repeating: "a", count: 64))  Package.swift\n"
        #expect(throws: ArtifactError("f, line 2: expected a SHA-256, two spaces and a path")) {
            try SourceManifest(text: good + good.dropFirst(), source: "f")
        }
    }

    /// `hashlib.sha256(numpy.array([1, -2.5], "<f4").tobytes()).hexdigest()`
    @Test func dataIsHashedAsNumPyWritesIt() {
        let expected = "48943f7a0ea247f8e3c9386d0c5822fe181d323a9289980426638cc4e72a43e1"
        #expect(DataHash.float32([1, -2.5]) == expected)
        let hashes = DataHash.float32(of: ["a", "b", "a"], name: { "set \($0)" }) { $0 == "a" ? [1, -2.5] : [] }
        #expect(hashes == ["set a, little-endian float32": expected, "set b, little-endian float32": sha256([])])
    }

    /// FIPS 180-4 examples.
    @Test func sha256IsThatOfTheStandard() {
        #expect(sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
