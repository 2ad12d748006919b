import Foundation
import Plotting
import Testing

struct FileTests {
    private let information = DocumentInformation(
        title: "A title", author: "An author", subject: "program x; seeds 1 2", keywords: "k")

    /// A folder of the test's own, removed at its end.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "plotting-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func filesAreTheSameEachTime() throws {
        let figure = sampleFigure()
        #expect(try figure.png() == sampleFigure().png())
        #expect(try figure.pdf(information) == sampleFigure().pdf(information))
        #expect(try figure.svg(name: "a", information) == sampleFigure().svg(name: "a", information))
    }

    @Test func drawingInParallelChangesNothing() async throws {
        let png = try sampleFigure().png()
        let pdf = try sampleFigure().pdf()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try sampleFigure().png() == png && sampleFigure().pdf() == pdf } }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test func pngHasSizeAndResolution() throws {
        let bytes = try Figure(width: .single, height: 50.8) { Plot {} }.png()
        let bitmap = try PNGFile.decode(bytes, name: "x")
        // 89 mm and 50.8 mm at 300 pixels to the inch.
        #expect(bitmap.width == 1051 && bitmap.height == 600)
        // pHYs follows the header: 11811 pixels to the metre, twice, unit 1.
        #expect(Array(bytes[33..<50]) == [0, 0, 0, 9] + Array("pHYs".utf8) + [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1])
    }

    @Test func pdfSaysWhereItComesFrom() throws {
        let text = String(decoding: try sampleFigure().pdf(information), as: UTF8.self)
        for part in ["A title", "An author", "program x; seeds 1 2", "(20200101000000Z)"] { #expect(text.contains(part)) }
        #expect(!text.contains("ModDate"))
    }

    @Test func svgStandsAlone() throws {
        let text = try sampleFigure().svg(name: "sample", information)
        #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
        #expect(text.contains("<title>A title</title>") && text.contains("aria-label=\"threshold\""))
        #expect(!text.contains("<text") && !text.contains("font-family"))
        // Every id begins with the name given, and every reference has its id.
        let ids = text.split(separator: "id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(!ids.isEmpty && Set(ids).count == ids.count && ids.allSatisfy { $0.hasPrefix("sample-") })
        let references = text.split(separator: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(references).isSubset(of: Set(ids)))
        #expect(XMLChecker.isWellFormed(text))
    }

    @Test func svgEscapesWords() throws {
        let text = try Figure(height: 40) { Plot("a < b & \"c\"") {} }.svg(name: "an odd \"name\"")
        #expect(text.contains("aria-label=\"a &lt; b &amp; &quot;c&quot;\""))
        #expect(text.contains("id=\"an-odd--name--regular-"))
        #expect(XMLChecker.isWellFormed(text))
    }

    @Test func filesAppearWholeOrNotAtAll() throws {
        try inFolder { folder in
            for ending in ["png", "pdf", "svg"] { try sampleFigure().write(to: "\(folder)/figure.\(ending)", information) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["figure.pdf", "figure.png", "figure.svg"])
            let png = try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/figure.png")))
            #expect(try png == sampleFigure().png())
        }
    }

    @Test func unwritablePathsAreNamed() throws {
        try inFolder { folder in
            #expect(throws: PlottingError.unwritable(path: "\(folder)/none/a.png", reason: "No such file or directory")) {
                try sampleFigure().write(to: "\(folder)/none/a.png")
            }
            #expect(throws: PlottingError.unwritable(path: "\(folder)/a.gif", reason: "expected a name that ends in .png, .pdf or .svg")) {
                try sampleFigure().write(to: "\(folder)/a.gif")
            }
            // A folder stands where the file should go: the temporary file must not stay behind.
            try FileManager.default.createDirectory(atPath: "\(folder)/b.png", withIntermediateDirectories: false)
            #expect(throws: PlottingError.unwritable(path: "\(folder)/b.png", reason: "Is a directory")) {
                try sampleFigure().write(to: "\(folder)/b.png")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["b.png"])
        }
    }
}
