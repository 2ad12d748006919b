import Foundation
import Plotting
import Testing

/// The figures of this repository, as a journal's art editor would measure them.
@Suite struct CommittedFiguresTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("figures").path

    private static let pictures = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".svg") }.sorted()

    @Test func thereAreFigures() { #expect(Self.pictures.count > 5) }

    /// One column or two, and no letter below 6 points.
    @Test(arguments: pictures)
    func columnsAndLetters(name: String) throws {
        let svg = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
        let width = try #require(SVGText.width(of: svg))
        #expect([84, 174].contains { abs($0 - width) < 0.1 }, "\(width) mm")
        #expect(try #require(SVGText.smallestSize(in: svg)) >= 6)
    }

    /// Embeddings show ten classes in ten colours, each class in the same one everywhere.
    @Test(arguments: ["tsne/figure10.svg", "self-supervised/ssl.svg", "self-supervised/before-training.svg"])
    func classesHaveTheirColours(name: String) throws {
        let svg = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
        for digit in 0..<10 {
            let dots = svg.components(separatedBy: "<g class=\"series\" data-series=\"\(digit)\"").dropFirst()
            #expect(!dots.isEmpty)
            let color = try #require(NamedStyles.digits["\(digit)"]).color
            let hex = "#" + [color.red, color.green, color.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            for group in dots { #expect(group.components(separatedBy: "</g>")[0].contains("\"\(hex)\""), "\(digit)") }
        }
    }

    /// On dark pages: no white page, and every colour of an element is a colour.
    @Test(arguments: pictures)
    func darkCounterparts(name: String) throws {
        let svg = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
        let dark = SVGText.recolored(svg, for: .dark)
        #expect(dark.contains("<path class=\"page\"") && !dark.contains("\"#ffffff\""))
        #expect(dark.count { $0 == "<" } == svg.count { $0 == "<" } && XMLChecker.isWellFormed(dark))
        #expect(SVGText.recolored(svg, for: .print) == svg)
    }
}
