import Artifact
import Testing

@Suite struct FigureFolderTests {
    private struct Row: Codable { var x: Double }
    private struct Lines: Drawable {
        var text: String
        func noting(_ words: String) -> Self { Lines(text: "\(text) (\(words))") }
        func files(title: String, subject: String, keywords: String, svg: Bool) -> [(suffix: String, bytes: [UInt8])] {
            [("txt", Array("\(title) \(text)".utf8))] + (svg ? [("svg", [60])] : [])
        }
    }
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A NaN with a sign loses it in the file; the drawing must show what the file says.
    @Test func whatIsDrawnIsWhatTheFileHolds() throws {
        let figures = try FigureFolder("\(folder.path)/new/figures", svg: true)
        try figures.draw("curve", rows: [Row(x: -.nan), Row(x: 0.1)]) { rows in
            Lines(text: rows.map { "\($0.x)" }.joined(separator: " "))
        }
        #expect(folder.files(in: "new/figures") == ["curve.csv", "curve.svg", "curve.txt"])
        #expect(folder.text("new/figures/curve.txt") == "curve nan 0.1 (Diverged, and not drawn: 1 of 2 rows are not finite.)")
        #expect(folder.text("new/figures/curve.csv") == "x\nnan\n0.1\n")
    }

    @Test func aTableIsPrintedTwice() throws {
        let figures = try FigureFolder(folder.path)
        try figures.tabulate("table", rows: [Row(x: 2)]) { rows in
            var table = PrintedTable(header: ["x"])
            for row in rows { table.append([fixed(row.x, decimals: 1)]) }
            return table
        }
        #expect(folder.files() == ["table.csv", "table.md", "table.tex"])
        #expect(folder.text("table.md").contains("2.0"))
    }
}
