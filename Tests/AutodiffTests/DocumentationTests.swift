import Foundation
import Testing

@Suite("Documentation")
struct DocumentationTests {
    private static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
    }

    @Test("The files that the guide to primitives shows are the files")
    func filesAreShownAsTheyAre() throws {
        // A shown file follows a line that is its path alone, in code style and with a colon.
        let parts = try text("docs/adding-a-primitive.md").components(separatedBy: "```swift\n")
        var shown: [String] = []
        for (before, block) in zip(parts, parts.dropFirst()) {
            guard let line = before.split(separator: "\n").last, line.hasPrefix("`"), line.hasSuffix("`:") else { continue }
            let path = String(line.dropFirst().dropLast(2))
            let code = try #require(block.components(separatedBy: "```").first)
            #expect(try text(path) == code, "\(path) differs from the guide")
            shown.append(path)
        }
        #expect(
            shown == ["Sources/Autodiff/Primitives/Transpose.swift", "Tests/AutodiffTests/TransposeTests.swift"])
    }
}
