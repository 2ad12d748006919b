import Artifact
import Foundation
import Testing

@Suite struct ProvenanceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func provenance() throws -> Provenance {
        let runs = try [1, 2].map {
            try RunIdentity(
                experiment: "example", version: 3, configuration: Example(seed: $0), label: "seed\($0)")
        }
        return try Provenance(
            program: "example", version: 3, scale: .quick, runs: runs, data: ["MNIST-1D": "abc"],
            package: folder.path)
    }

    @Test func whatRunsShareAndWhatDiffersIsTold() throws {
        let json = try provenance().json(table: "def")
        #expect(json.contains(#"  "configuration": {"model":"mlp","rate":0.1},"#))
        #expect(json.contains(#"  "varied": {"seed":[1,2]},"#))
        #expect(json.contains(#"  "data": {"MNIST-1D":"abc"},"#))
        #expect(json.contains(#"  "csv": "def","#))
        #expect(json.contains(#"  "sources": null,"#))
        #expect(json.contains(#"  "toolchain": "Swift 6."#))
        #expect(!json.contains(folder.path))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        let line = try provenance().line(table: "def")
        #expect(line.hasPrefix("example version 3, quick scale, 2 runs (SHA-256 of their identities "))
        #expect(line.hasSuffix("), table SHA-256 def"))
    }

    /// `printf 'Package.swift\n9\n// hello\n\nSources/A/a.swift\n4\nlet\nSources/B.swift\n0\n' | sha256sum`, where `// hello`
    /// and `let` end with a line break: each file is its path, its length and its bytes.
    @Test func theSourcesHashIsThatOfPathsAndContents() throws {
        func write(_ text: String, _ path: String) throws {
            let url = URL(fileURLWithPath: "\(folder.path)/\(path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        #expect(try SourceHash.ofPackage(at: folder.path) == nil)
        try write("// hello\n", "Package.swift")
        try write("let\n", "Sources/A/a.swift")
        try write("", "Sources/B.swift")
        try write("x", "Sources/.hidden")
        try write("x", "Sources/A/.a.swift.1-1.tmp")
        try write("x", "Tests/T.swift")
        let expected = sha256("Package.swift\n9\n// hello\nSources/A/a.swift\n4\nlet\nSources/B.swift\n0\n".utf8)
        #expect(try SourceHash.ofPackage(at: folder.path) == expected)
        #expect(try SourceHash.ofPackage(at: folder.path + "/") == expected)
        #expect(try provenance().json(table: "").contains(expected))
        try write("let \n", "Sources/A/a.swift")
        #expect(try SourceHash.ofPackage(at: folder.path) != expected)
    }

    /// FIPS 180-4 examples.
    @Test func sha256IsThatOfTheStandard() {
        #expect(sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
