import Digests
import Foundation
import Testing

@Suite struct SHA256Tests {
    /// The examples that NIST publishes with FIPS 180-4.
    @Test(arguments: [
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", 1,
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func theStandardsExamples(text: String, count: Int, expected: String) {
        #expect(sha256(String(repeating: text, count: count).utf8) == expected)
    }

    /// Fixture: sha256.csv, made by sha256.py, whose messages these are.
    @Test func everyLengthIsAsInPython() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/sha256.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        #expect(rows.count == 302)
        let message = (0..<5_000_011).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        for row in rows { #expect(sha256(message.prefix(Int(row[0])!)) == row[1], "\(row[0]) bytes") }
    }

    /// Bytes that do not lie in one place, and those that begin in the middle of others.
    @Test func whereTheBytesLieDoesNotMatter() {
        let bytes = (0..<200).map { UInt8($0) }
        #expect(sha256(bytes.lazy.map { $0 }) == sha256(bytes))
        #expect(sha256(bytes[7...]) == sha256(Array(bytes[7...])))
    }
}
