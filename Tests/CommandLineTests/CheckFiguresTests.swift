import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// `artifact check` on a folder of figures in which one thing was changed.
@Suite struct CheckFiguresTests {
    /// What a small experiment draws, as `fresh` and as `expected`, with the latter changed by `change`.
    private func check(
        _ options: [String] = [], change: (_ expected: String) throws -> Void
    ) throws -> (result: Executable.Result, report: String) {
        try withTemporaryFolder { folder in
            let figures = ["--scale", "quick", "--results", "r", "--figures"]
            for name in ["fresh", "expected"] {
                #expect(try Executable("artifact-probe")(figures + [name], in: folder).status == 0)
            }
            try change("\(folder)/expected")
            let arguments = ["expected", "fresh", "--report", "reports/report.html"] + options
            let result = try Executable("artifact")(["check"] + arguments, in: folder)
            let report = try? String(contentsOfFile: "\(folder)/reports/report.html", encoding: .utf8)
            return (result, report ?? "")
        }
    }

    /// Replaces what must be there once in a file.
    private static func replace(_ old: String, by new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.components(separatedBy: old).count == 2)
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: false, encoding: .utf8)
    }

    private static func changeNumber(_ folder: String) throws {
        try replace("\n1,0,0.5\n", by: "\n1,0,0.25\n", in: "\(folder)/probe/orbits.csv")
    }
    private static let number =
        "probe/orbits: data differ in probe/orbits.csv: 1 of 108 values, by at most 0.25, the first in row 2, x: 0.5, expected 0.25\n"

    private static func changeLabel(_ folder: String) throws {
        try replace(">Population<", by: ">Populatoin<", in: "\(folder)/probe/orbits.svg")
    }

    private static func changePixel(_ folder: String) throws {
        var bitmap = try PNGFile.read("\(folder)/probe/orbits.png")
        let offset = 4 * (20 * bitmap.width + 10)
        #expect(Array(bitmap.rgba[offset..<offset + 3]) == [255, 255, 255])
        bitmap.rgba[offset + 1] = 248
        try Data(PNGFile.encode(bitmap)).write(to: URL(fileURLWithPath: "\(folder)/probe/orbits.png"))
    }
    private static let pixel =
        "probe/orbits: pixels differ in probe/orbits.png: 1 of 703328 pixels, by at most 7 of 255, within columns 10 to 10 and rows 20 to 20; drawn here with \(DrawingLibraries.versions)\n"

    private static func end(_ count: Int) -> String {
        "\(count) of 2 figures and tables differ from expected; report: reports/report.html\n"
    }

    @Test func equalFiguresPass() throws {
        let (result, report) = try check { _ in }
        #expect(result.output == Self.end(0) && result.error == "" && result.status == 0)
        #expect(report.contains("<title>0 of 2 differ</title>") && !report.contains("≠"))
        // Nobody needs pictures of what is the same.
        #expect(report.contains("The same: probe/last, probe/orbits.") && !report.contains("data:image") && report.utf8.count < 2000)
    }

    @Test func oneNumberIsFoundInTheData() throws {
        let (result, _) = try check(change: Self.changeNumber)
        #expect(result.output == Self.number + Self.end(1) && result.status == 1)
    }

    @Test func oneLabelIsFoundInTheDrawing() throws {
        let (result, report) = try check(change: Self.changeLabel)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 2 && result.status == 1)
        #expect(lines[0].hasPrefix("probe/orbits: drawing differs in probe/orbits.svg: 1 of "))
        #expect(lines[0].contains(" lines gone, 1 new, the first in line ") && lines[0].hasPrefix("probe/orbits"))
        #expect(report.contains("- ") && report.contains("Populatoin"))
        #expect(report.components(separatedBy: "data:image/svg+xml;base64,").count == 3)
    }

    @Test func onePixelIsFoundInThePicture() throws {
        let (result, report) = try check(change: Self.changePixel)
        #expect(result.output == Self.pixel + Self.end(1) && result.status == 1)
        for caption in ["expected", "found", "difference"] { #expect(report.contains("<figcaption>\(caption)<")) }
    }

    @Test func allThreeAreFoundAtOnceInTheirOrder() throws {
        let (result, report) = try check { folder in
            for change in [Self.changePixel, Self.changeLabel, Self.changeNumber] { try change(folder) }
        }
        let lines = result.output.split(separator: "\n")
        #expect(lines.map { $0.split(separator: " ")[1] } == ["data", "drawing", "pixels", "of"])
        #expect(result.output.hasPrefix(Self.number) && result.output.hasSuffix(Self.pixel + Self.end(1)))
        #expect(report.contains("The same: probe/last."))
        #expect(report.contains("<section class=\"differs\" id=\"probe/orbits\">"))
        #expect(!report.contains("src=\"http") && !report.contains("href="))
    }

    @Test func whatIsMissingOrNewIsNamed() throws {
        let (result, _) = try check { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/probe/orbits.svg")
            try "x\n1\n".write(toFile: "\(folder)/gone.csv", atomically: false, encoding: .utf8)
        }
        #expect(
            result.output == """
                gone: data missing: there is no gone.csv
                probe/orbits: drawing new: probe/orbits.svg is not expected
                2 of 3 figures and tables differ from expected; report: reports/report.html

                """)
        #expect(result.status == 1)
    }

    @Test func addedAndDeletedFiguresAreShown() throws {
        for (gone, caption) in [("expected", "found, and not expected"), ("fresh", "expected, and not there")] {
            let (result, report) = try check { expected in
                for ending in ["csv", "pdf", "png", "svg"] {
                    try FileManager.default.removeItem(atPath: "\(expected)/../\(gone)/probe/orbits.\(ending)")
                }
            }
            #expect(result.status == 1 && result.output.contains("probe/orbits: pixels \(gone == "fresh" ? "missing" : "new"): "))
            #expect(report.components(separatedBy: "data:image/png;base64,").count == 2 && report.contains("<figcaption>\(caption)<"))
        }
    }

    /// What stands below a figure is part of it.
    @Test func aCaptionIsFound() throws {
        let change = { (folder: String) throws in
            try Self.replace("Orbits.", by: "Orbits of a map.", in: "\(folder)/probe/contents.json")
        }
        let (result, report) = try check(change: change)
        #expect(
            result.output == "probe/orbits: caption differs: found \"Orbits.\", expected \"Orbits of a map.\"\n" + Self.end(1))
        #expect(result.status == 1 && report.contains("- Orbits of a map."))
    }

    /// Equal figures of other data are not equal.
    @Test func otherDataAreFound() throws {
        let (result, _) = try check { folder in
            try Self.replace("\"data\": {}", by: "\"data\": {\"signals\":\"12ab\"}", in: "\(folder)/probe/provenance.json")
        }
        let words = "probe/contents: source differs: SHA-256 of signals: found none, expected 12ab\n"
        #expect(result.output == words + "1 of 3 figures and tables differ from expected; report: reports/report.html\n")
        #expect(result.status == 1)
    }

    /// Long texts are shown where they differ.
    @Test func textsAreShownWhereTheyDiffer() throws {
        let start = String(repeating: "The same words. ", count: 20)
        let (result, _) = try check { expected in
            for (folder, end) in [("expected", "old end."), ("fresh", "new end.")] {
                try (start + end + "\n").write(toFile: "\(expected)/../\(folder)/notes.md", atomically: false, encoding: .utf8)
            }
        }
        let line = try #require(result.output.split(separator: "\n").first)
        #expect(line.contains("new end.\", expected \"…") && line.hasSuffix("old end.\"") && line.utf8.count < 400, "\(line)")
    }

    // MARK: Accepting

    /// A difference fails until somebody says that it is meant, and then until it is another one.
    @Test(arguments: [true, false]) func whatIsMeantIsAccepted(intoAFile: Bool) throws {
        try withTemporaryFolder { folder in
            let figures = ["--scale", "quick", "--results", "r", "--figures"]
            for name in ["fresh", "expected"] {
                #expect(try Executable("artifact-probe")(figures + [name], in: folder).status == 0)
            }
            func status(_ more: [String] = []) throws -> Int32 {
                let options = (intoAFile ? ["--accepted", "accepted.txt"] : []) + more
                return try Executable("artifact")(["check", "expected", "fresh", "--report", "r.html"] + options, in: folder).status
            }
            try Self.changeNumber("\(folder)/expected")
            try FileManager.default.removeItem(atPath: "\(folder)/expected/probe/last.tex")
            try "x\n1\n".write(toFile: "\(folder)/expected/gone.csv", atomically: false, encoding: .utf8)
            let before = try files(in: "\(folder)/expected")
            #expect(try status() == 1)
            #expect(try status(["--accept"]) == 0)
            #expect(try status() == 0)
            if intoAFile {
                let text = try String(contentsOfFile: "\(folder)/accepted.txt", encoding: .utf8)
                #expect(text.split(separator: "\n").dropFirst().map { $0.dropFirst(66) } == ["gone", "probe/last", "probe/orbits"])
                #expect(try files(in: "\(folder)/expected") == before)
            } else {
                #expect(try files(in: "\(folder)/expected") == files(in: "\(folder)/fresh"))
            }
            try Self.replace("\n1,0,0.5\n", by: "\n1,0,0.75\n", in: "\(folder)/fresh/probe/orbits.csv")
            #expect(try status() == 1)
        }
    }

    @Test func aFolderIsAcceptedAsAWhole() throws {
        let result = try check(["--accept", "--figure", "orbits"], change: Self.changeNumber).result
        #expect(result.status == 64 && result.error.hasPrefix("Error: --accept: expected no --figure beside it"))
    }

    // MARK: For machines

    @Test func resultsAreWrittenForMachines() throws {
        try withTemporaryFolder { folder in
            let figures = ["--scale", "quick", "--results", "r", "--figures"]
            for name in ["fresh", "expected"] {
                #expect(try Executable("artifact-probe")(figures + [name], in: folder).status == 0)
            }
            try Self.changeNumber("\(folder)/expected")
            let options = ["--report", "r.html", "--junit", "j.xml", "--markdown", "m.md", "--json"]
            let result = try Executable("artifact")(["check", "expected", "fresh"] + options, in: folder)
            #expect(result.status == 1)
            struct Summary: Decodable {
                struct Difference: Decodable {
                    let name: String
                    let accepted: Bool
                }
                let compared: Int
                let different: [Difference]
            }
            let summary = try JSONDecoder().decode(Summary.self, from: Data(result.output.utf8))
            #expect(summary.compared == 2 && summary.different.map(\.name) == ["probe/orbits"] && !summary.different[0].accepted)
            let tests = try String(contentsOfFile: "\(folder)/j.xml", encoding: .utf8)
            #expect(XMLParser(data: Data(tests.utf8)).parse())
            #expect(tests.contains("<testsuite name=\"figures\" tests=\"2\" failures=\"1\" errors=\"0\">"))
            #expect(tests.contains("<testcase classname=\"figures\" name=\"probe/last\"/>"))
            #expect(tests.contains("name=\"probe/orbits\"><failure message=\"figures differ\">data differ in probe/orbits.csv: "))
            let table = try String(contentsOfFile: "\(folder)/m.md", encoding: .utf8)
            #expect(
                table.hasPrefix("### 1 of 2 figures and tables differ from expected\n") && table.contains("| probe/orbits | data differ"))
        }
    }

    /// The tolerance is of pixels, and of nothing else; it is none unless one is given.
    @Test func pixelsMayHaveATolerance() throws {
        // One channel of one of 703328 pixels, by 7: a root mean square of 0.0048.
        #expect(try check(["--tolerance", "0.005"], change: Self.changePixel).result.status == 0)
        #expect(try check(["--tolerance", "0.004"], change: Self.changePixel).result.status == 1)
        #expect(try check(["--tolerance", "255"], change: Self.changeNumber).result.status == 1)
        #expect(try check(["--tolerance", "-1"], change: Self.changeNumber).result.status == 64)
    }

    /// Figures of others have names of their own, and perhaps nothing but a PDF file.
    @Test func figuresOfOthersAreCompared() throws {
        let (result, report) = try check { expected in
            for (folder, word) in [("expected", "old"), ("fresh", "new")] {
                let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>\(word)</text></svg>\n"
                try plain.write(toFile: "\(expected)/../\(folder)/fig.1.svg", atomically: false, encoding: .utf8)
                try "a,b\n1,2\n".write(toFile: "\(expected)/../\(folder)/fig.2.csv", atomically: false, encoding: .utf8)
            }
        }
        #expect(result.status == 1 && result.output.hasPrefix("fig.1: drawing differs in fig.1.svg: "), "\(result.output)")
        #expect(result.output.contains("1 of 4 figures and tables differ") && report.contains("data:image/svg+xml"))
        let poppler = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/pdftoppm")
        }
        let pdf = try check { expected in
            for folder in ["expected", "fresh"] {
                for ending in ["png", "svg"] {
                    try FileManager.default.removeItem(atPath: "\(expected)/../\(folder)/probe/orbits.\(ending)")
                }
            }
            let other = Figure(height: 60) { Plot(x: .linear("x"), y: .linear("y")) { Line(x: [0, 1], y: [0, 1]) } }
            try other.write(to: "\(expected)/probe/orbits.pdf")
        }.result
        #expect(pdf.output.contains(poppler ? "probe/orbits: pixels differ in probe/orbits.pdf: " : "left out: probe/orbits.pdf: "))
        #expect(pdf.status == (poppler ? 1 : 0))
    }

    @Test func oneFigureCanBeChosen() throws {
        let (result, report) = try check(["--figure", "las"], change: Self.changeNumber)
        #expect(result.output == "0 of 1 figures and tables differ from expected; report: reports/report.html\n")
        #expect(result.status == 0 && !report.contains("id=\"probe/orbits\""))
        let without = try check(["--without", "probe/orbits", "other"], change: Self.changeNumber).result
        #expect(without.output == "0 of 1 figures and tables differ from expected; report: reports/report.html\n")
        let unknown = try check(["--figure", "orbit7"], change: Self.changeNumber).result
        #expect(unknown.error == "Error: --figure orbit7: expected a part of one of probe/last, probe/orbits\n")
        #expect(unknown.status == 1)
    }

    /// What made the expected figures otherwise is said where they differ.
    @Test func anotherMakingIsSaid() throws {
        let (result, _) = try check { folder in
            try Self.changeNumber(folder)
            let record = "\(folder)/probe/provenance.json"
            try Self.replace("\"steps\":5", by: "\"steps\":6", in: record)
            try Self.replace("\"scale\": \"quick\"", by: "\"scale\": \"paper\"", in: record)
        }
        let reasons = "probe/orbits: made by other configuration.steps: 6 → 5\nprobe/orbits: made by other scale: \"paper\" → \"quick\"\n"
        #expect(result.output == Self.number + reasons + Self.end(1))
    }

    @Test func aDamagedPictureIsNamed() throws {
        let result = try check { try Data("x".utf8).write(to: URL(fileURLWithPath: "\($0)/probe/orbits.png")) }.result
        #expect(
            result.error
                == "Error: expected probe/orbits.png is not a valid PNG file (at byte 0): expected the eight bytes of the PNG signature\n")
        #expect(result.status == 1 && result.output == "")
    }

    @Test func aFolderThatIsNoneIsNamed() throws {
        try withTemporaryFolder { folder in
            let result = try Executable("artifact")(["check", "nowhere", "."], in: folder)
            #expect(result.error == "Error: nowhere: cannot be read: there is no such folder\n" && result.status == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }
}
