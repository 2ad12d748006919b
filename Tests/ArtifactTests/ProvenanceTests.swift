import Artifact
import Foundation
import Testing

@Suite struct ProvenanceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private let code = SourceManifest(files: ["Sources/A.swift": "aa", "Sources/B.swift": "bb"], packages: ["parser": "1.8.2"])

    private func json(_ sources: SourceManifest, seeds: [Int] = [1, 2]) throws -> String {
        let runs = try seeds.map {
            try RunIdentity(
                experiment: "example", code: sources.hash, configuration: Example(seed: $0), label: "seed\($0)")
        }
        return try Provenance(
            program: "example", scale: .quick, runs: runs, data: ["MNIST-1D": "abc"], sources: sources
        ).json(files: ["a.csv": "def"])
    }

    @Test func whatRunsShareAndWhatDiffersIsTold() throws {
        let json = try json(code)
        #expect(json.contains(#"  "configuration": {"model":"mlp","rate":0.1},"#))
        #expect(json.contains(#"  "varied": {"seed":[1,2]}"#))
        #expect(json.contains(#"  "data": {"MNIST-1D":"abc"},"#))
        #expect(json.contains("  \"files\": {\n    \"a.csv\": \"def\"\n  },"))
        #expect(json.contains("    \"Sources/A.swift\": \"aa\",\n"))
        #expect(json.contains(#"  "toolchain": "Swift 6."#))
        #expect(json.contains(#"  "libraries": "cairo 1."#))
        #expect(json.contains(#"  "packages": {"parser":"1.8.2"},"#))
        #expect(json.contains("  \"code\": \"\(code.hash)\",\n"))
        #expect(!json.contains(folder.path))
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    }

    @Test func changesAreNamed() throws {
        let other = SourceManifest(files: ["Sources/A.swift": "ac", "Sources/C.swift": "cc"], packages: ["parser": "1.8.3"])
        #expect(
            try Provenance.changes(from: json(code), to: json(other, seeds: [1, 3]), source: "f") == [
                "runs: 2 → 2, 0 of them in both", "code: changed Sources/A.swift", "code: removed Sources/B.swift",
                "code: new Sources/C.swift", "packages.parser: \"1.8.2\" → \"1.8.3\"", "varied.seed: [1,2] → [1,3]",
            ])
        #expect(try Provenance.changes(from: json(code), to: json(code), source: "f").isEmpty)
        // Older figures do not say.
        let older = try json(code).replacing(#"  "packages": {"parser":"1.8.2"},\#n"#, with: "")
        #expect(try Provenance.changes(from: older, to: json(code), source: "f").isEmpty)
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
