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
