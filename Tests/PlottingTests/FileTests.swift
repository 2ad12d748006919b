import CPNG
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
        // 84 mm and 50.8 mm at 300 pixels to the inch.
        #expect(bitmap.width == 992 && bitmap.height == 600)
        // pHYs follows the header: 11811 pixels to the metre, twice, unit 1.
        let chunk: [UInt8] = [0, 0, 0, 9] + "pHYs".utf8 + [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]
        #expect(Array(bytes[33..<50]) == chunk)
    }

    @Test func pdfSaysWhereItComesFrom() throws {
        let text = words(of: try sampleFigure().pdf(information))
        for part in ["A title", "An author", "program x; seeds 1 2", "20200101000000Z"] { #expect(text.contains(part)) }
        #expect(!text.contains("ModDate"))
    }

    /// A PDF with the contents of its compressed streams after it: cairo 1.18 compresses what a file says of itself.
    private func words(of pdf: [UInt8]) -> String {
        var bytes = pdf
        var rest = pdf[...]
        while let mark = rest.firstRange(of: Array("stream\n".utf8)) {
            rest = rest[mark.upperBound...]
            var contents = [UInt8](repeating: 0, count: 1 << 20)
            var count = uLongf(contents.count)
            // What is no compressed stream gives an error.
            if Array(rest).withUnsafeBufferPointer({ uncompress(&contents, &count, $0.baseAddress, uLong($0.count)) }) == Z_OK {
                bytes += contents[..<Int(count)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
