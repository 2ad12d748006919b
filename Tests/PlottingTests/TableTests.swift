import Foundation
import Plotting
import Testing

struct TableTests {
    private let header = ["model", "step", "test-accuracy", "lower", "upper", "log"]

    private func table(_ rows: [[String]]? = nil) throws -> TidyTable {
        try TidyTable(
            header: header,
            rows: rows ?? [
                ["CNN", "200", "80", "79", "81", "0"], ["CNN", "100", "60", "58", "62", "1"],
                ["MLP", "100", "50", "48", "52", "2"], ["MLP", "200", "", "", "", "3"],
                ["MLP", "300", "55", "54", "56", "4"],
            ])
    }

    private func groups(_ channels: TableChannels, table: TidyTable? = nil) throws -> [[Substring]] {
        let text = try Figure(table: table ?? self.table(), channels: channels).svg(name: "x")
        return text.components(separatedBy: "data-points=\"").dropFirst().map { part in
            part.prefix { $0 != "\"" }.split(separator: ";").map { point in
                let parts = point.split(separator: ",")
                return Substring(parts.dropFirst(2).joined(separator: ","))
            }
        }
    }

    @Test func columnsAreNumbersOrNames() throws {
        let table = try TidyTable(header: ["a", "b", "c"], rows: [["1", "x", ""], ["NA", "2", "-3e2"], ["nan", "", "inf"]])
        guard case .numbers(let a) = try table.column("a"), case .names(let b) = try table.column("b"),
            case .numbers(let c) = try table.column("c")
        else {
            Issue.record("wrong kinds")
            return
        }
        #expect(a == [1, nil, nil] && b == ["x", "2", nil] && c == [nil, -300, nil])
    }

    @Test func numbersMakeLinesInOrderOfX() throws {
        #expect(
            try groups(TableChannels(x: "step", y: "test-accuracy", series: "model"))
                == [["100,60", "200,80"], ["100,50", "300,55"]])
        let drawn = try texts(
            Figure(table: table(), channels: TableChannels(x: "step", y: "test-accuracy", series: "model"), title: "History"))
        #expect(Set(["History", "Step", "Test accuracy", "CNN", "MLP"]).isSubset(of: drawn.map(\.layout.string)))
    }

    @Test func intervalsMakeBands() throws {
        let canvas = RecordingCanvas()
        try Figure(
            table: table(), channels: TableChannels(x: "step", y: "test-accuracy", series: "model", lower: "lower", upper: "upper")
        ).draw(on: canvas)
        // CNN's band; between MLP's two rows with an interval is a gap, so there is nothing to fill.
        #expect(canvas.commands.count { $0.contains("fill #") && $0.contains("/0.2 ") } == 1)
    }

    /// Whatever a missing value is written as, and however large it is.
    @Test(arguments: ["", " ", "nan", "NA", "inf", "-inf", "1e308"])
    func aRowWithoutAValueIsAGap(cell: String) throws {
        func isBroken(_ middle: String) throws -> Bool {
            let rows = [["1", "1"], ["2", "3"], ["3", middle], ["4", "2"], ["5", "1"]]
            let figure = try Figure(table: TidyTable(header: ["x", "y"], rows: rows), channels: TableChannels(x: "x", y: "y"))
            // Two runs of two points.
            return try figure.commands().contains { command in
                let parts = command.split(separator: " ")
                return parts.first == "stroke" && parts.count { $0 == "M" } == 2 && parts.count { $0 == "L" } == 2
            }
        }
        #expect(try isBroken(cell))
        #expect(try !isBroken("2.5"))
    }

    /// An interval that reaches down to 0 or below is cut off by a logarithmic axis; it does not vanish.
    @Test(arguments: ["0", "-3"])
    func aLogarithmicAxisCutsIntervalsOff(lower: String) throws {
        func fills(_ x: [String]) throws -> Int {
            let rows = zip(x, [[lower, "2"], ["5", "12"], [lower, "30"]]).map { [$0, "1", $1[0], $1[1]] }
            let channels = TableChannels(x: "x", y: "y", lower: "low", upper: "high", logarithmicY: true)
            let figure = try Figure(table: TidyTable(header: ["x", "y", "low", "high"], rows: rows), channels: channels)
            return try figure.commands().count { $0.contains("fill #") && $0.contains("/0.2 ") }
        }
        #expect(try fills(["1", "2", "3"]) == 1)
        // Error bars: a line down to the axis with one cap.
        func whiskers(_ low: Double) throws -> Int {
            let figure = Figure(height: 40) {
                Plot(x: .band(), y: .log(domain: 1...100)) {
                    Dot(["a", "b"], x: { $0 }, y: { _ in 10.0 }, low: { _ in low }, high: { _ in 20 })
                }
            }
            return try figure.commands().count { $0.contains("stroke") }
        }
        #expect(try whiskers(Double(lower)!) == whiskers(.nan) + 4)
        #expect(try whiskers(5) == whiskers(.nan) + 6)
    }

    @Test func lineBreaksInNamesAreSpaces() throws {
        let table = try TidyTable(header: ["x", "y", "name"], rows: [["1", "1", "two\nlines"], ["2", "2", "two\nlines"]])
        #expect(try Figure(table: table, channels: TableChannels(x: "x", y: "y", series: "name")).series == ["two lines"])
    }

    @Test func namesMakeDotsSideBySide() throws {
        let channels = TableChannels(x: "model", y: "test-accuracy", series: "step", lower: "lower", upper: "upper")
        #expect(try groups(channels) == [["CNN,80,79,81"], ["CNN,60,58,62", "MLP,50,48,52"], ["MLP,55,54,56"]])
        let figure = try Figure(table: table(), channels: channels)
        #expect(figure.series == ["100", "200", "300"])
    }

    @Test func repeatedRowsAreSummarized() throws {
        let rows = [["CNN", "1", "2", "", "", ""], ["CNN", "1", "6", "", "", ""], ["CNN", "2", "5", "", "", ""]]
        let channels = TableChannels(x: "step", y: "test-accuracy", series: "model")
        #expect(try groups(channels, table: table(rows)) == [["1,4", "2,5"]])
        #expect(try Figure(table: table(rows), channels: channels).note == "Means over rows of the same step, with their range.")
        #expect(try Figure(table: table(), channels: channels).note.isEmpty)
    }

    @Test func panelsAreSmallMultiples() throws {
        let figure = try Figure(table: table(), channels: TableChannels(x: "step", y: "test-accuracy", panel: "model"))
        #expect(figure.plots.map(\.title) == ["CNN", "MLP"])
        #expect(figure.sharing == .both)
        _ = try figure.png()
    }

    @Test func logarithmicAxesAreLogarithmic() throws {
        let figure = try Figure(
            table: table(), channels: TableChannels(x: "step", y: "test-accuracy", logarithmicX: true, logarithmicY: true))
        #expect(figure.plots[0].x.kind == .log && figure.plots[0].y.kind == .log)
        _ = try figure.png()
    }

    private func message(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "no error"
    }

    private func message(_ channels: TableChannels, _ rows: [[String]]? = nil) -> String {
        message { _ = try Figure(table: table(rows), channels: channels) }
    }

    @Test func errorsNameColumnsRowsAndFixes() {
        let names = "\"model\", \"step\", \"test-accuracy\", \"lower\", \"upper\", \"log\""
        #expect(
            message(TableChannels(x: "step", y: "test_acuracy"))
                == "no column \"test_acuracy\" among \(names); did you mean \"test-accuracy\"?")
        #expect(message(TableChannels(x: "colour", y: "step")) == "no column \"colour\" among \(names)")
        #expect(
            message(TableChannels(x: "step", y: "model"))
                == "the column \"model\" has \"CNN\" in row 1, expected numbers")
        #expect(
            message(TableChannels(x: "step", y: "log", lower: "lower"))
                == "an interval has two ends: the lower one is given, the upper one is not")
        #expect(
            message(TableChannels(x: "step", y: "log", logarithmicY: true))
                == "the column \"log\" has 0 in row 1, and a logarithmic axis shows numbers above 0 only")
        #expect(
            message(TableChannels(x: "model", y: "log", logarithmicX: true))
                == "the column \"model\" has names, which no logarithmic axis can show")
        #expect(
            message(TableChannels(x: "model", y: "log", lower: "lower", upper: "upper"))
                == "rows 1 and 2 have the same model, expected one interval for each")
        #expect(
            message(TableChannels(x: "step", y: "test-accuracy"), [["CNN", "1", "", "", "", ""]])
                == "no row has both \"step\" and \"test-accuracy\"")
        let many = (0..<21).map { ["m\($0)", "1", "2", "", "", ""] }
        #expect(
            message(TableChannels(x: "step", y: "test-accuracy", series: "model"), many)
                == "the column \"model\" has 21 different values, expected at most 20")
        #expect(message { _ = try TidyTable(header: ["a", "a"], rows: []) } == "the column \"a\" comes twice")
        #expect(
            message { _ = try TidyTable(header: ["a", "b"], rows: [["1", "2"], ["1"]]) }
                == "row 2 has 1 cells, expected 2 as in the header")
    }
}
