import Artifact
import Testing

@Suite struct FigureFolderTests {
    private struct Row: Codable { var x: Double }
    private struct Lines: Drawable {
        var text: String
        func noting(_ words: String) -> Self { Lines(text: "\(text) (\(words))") }
        func files(name: String, title: String, subject: String) -> [(suffix: String, bytes: [UInt8])] {
            [("txt", Array("\(name) \(text)".utf8))]
        }
    }
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func provenance() throws -> Provenance {
        try Provenance(program: "p", scale: .quick, runs: [], data: [:], sources: SourceManifest(files: [:]))
    }

    private func lines(_ rows: [Row]) -> Lines { Lines(text: rows.map { "\($0.x)" }.joined(separator: " ")) }

    /// A NaN with a sign loses it in the file; the drawing must show what the file says.
    @Test func whatIsDrawnIsWhatTheFileHolds() throws {
        let figures = try FigureFolder("\(folder.path)/new/figures")
        try figures.draw("curve", caption: "A curve.", rows: [Row(x: -.nan), Row(x: 0.1)], figure: lines)
        try figures.finish()
        #expect(folder.files(in: "new/figures") == ["contents.json", "curve.csv", "curve.txt"])
        #expect(folder.text("new/figures/curve.txt") == "curve nan 0.1 (Diverged, and not drawn: 1 of 2 rows are not finite.)")
        #expect(folder.text("new/figures/curve.csv") == "x\nnan\n0.1\n")
        #expect(folder.text("new/figures/contents.json").contains(#"{"caption":"A curve.","kind":"figure","name":"curve"}"#))
    }

    @Test func titlesAreTheFirstSentence() {
        let caption = "Losses of 3.5 runs (paper, Figure 4). Ribbons are intervals. Pale: theirs."
        #expect(caption.firstSentence == "Losses of 3.5 runs.")
        #expect(caption.furtherSentences == "Ribbons are intervals. Pale: theirs.")
        // The letter of a panel begins a sentence, an abbreviation does not end one.
        #expect("Tickets (paper, Figure 3). a, b: loss.".firstSentence == "Tickets.")
        #expect("Tickets. c to f: accuracy.".firstSentence == "Tickets." && "Signals, i.e. a few.".firstSentence == "Signals, i.e. a few.")
        #expect("One sentence.".firstSentence == "One sentence." && "One sentence.".furtherSentences == "")
    }

    @Test func aTableIsPrintedTwice() throws {
        let figures = try FigureFolder(folder.path)
        try figures.tabulate("table", caption: "", rows: [Row(x: 2)]) { rows in
            var table = PrintedTable(header: ["x"])
            for row in rows { table.append([fixed(row.x, decimals: 1)]) }
            return table
        }
        try figures.finish()
        #expect(folder.files() == ["contents.json", "table.csv", "table.md", "table.tex"])
        #expect(folder.text("table.md").contains("2.0"))
    }

    /// One figure that cannot be drawn leaves the set that was there.
    @Test func aSetIsReplacedWholeOrNotAtAll() throws {
        struct Failure: Error {}
        func draw(_ x: Double, fails: Bool) throws {
            let figures = try FigureFolder(folder.path)
            try figures.draw("a", caption: "", rows: [Row(x: x)], figure: lines)
            try figures.draw("b", caption: "", rows: [Row(x: x)]) { rows in
                if fails { throw Failure() }
                return lines(rows)
            }
            try figures.finish(provenance())
        }
        try draw(1, fails: false)
        #expect(throws: Failure.self) { try draw(2, fails: true) }
        #expect(folder.text("a.csv") == "x\n1.0\n" && folder.text("b.txt") == "b 1.0")
    }

    @Test func whatASetNoLongerHasIsRemovedAndOtherFilesStay() throws {
        try FileOutput.write([1], to: "\(folder.path)/mine.txt")
        for name in ["old", "new"] {
            let figures = try FigureFolder(folder.path)
            try figures.draw(name, caption: "", rows: [Row(x: 1)], figure: lines)
            try figures.finish(provenance())
        }
        #expect(folder.files() == ["contents.json", "mine.txt", "new.csv", "new.txt", "provenance.json"])
    }

    @Test func figuresAreDrawnAgainFromTheirTables() throws {
        let figures = try FigureFolder(folder.path)
        try figures.draw("curve", caption: "", rows: [Row(x: 3)], figure: lines)
        try figures.finish(provenance())
        let before = folder.text("provenance.json")
        let again = try FigureFolder(folder.path, redraws: true)
        try again.draw("curve", caption: "", rows: [Row]()) { rows in Lines(text: "again \(rows[0].x)") }
        try again.finish()
        #expect(folder.text("curve.txt") == "curve again 3.0" && folder.text("curve.csv") == "x\n3.0\n")
        #expect(folder.text("provenance.json") == before)
    }
}
