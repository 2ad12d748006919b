import Foundation
import Plotting
import Testing

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
        // The picture is there once, and all is shown.
        #expect(report.components(separatedBy: "data:image/png;base64,").count == 2)
        #expect(report.contains("<input type=\"checkbox\" id=\"failures\">"))
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
        // The page begins with failures only, and can show the rest.
        #expect(report.contains("<input type=\"checkbox\" id=\"failures\" checked>"))
        #expect(report.contains("<section class=\"equal\" id=\"probe/last\">"))
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
