import Artifact
import AtomicFiles
import Foundation
import Plotting
import Statistics

/// `mnist1d plot`: any tidy table, or a figure of an experiment, in house style.
struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "Draw a CSV table, or a committed figure again in another style.",
        discussion: """
            A table has a line that names its columns, and one observation a row. With numbers on x, --series are lines, with names \
            dots side by side. Where several rows have the same x, as those of seeds have, their mean is drawn with its interval (Student's t). \
            Names of columns are forgiving: test-accuracy finds test_accuracy and testAccuracy.

            Without --x and --y, the table is a figure of an experiment, such as pooling/figure7: it is drawn from its tables as the experiment \
            draws it, without any results. The experiment's program must stand beside this one.

            EXAMPLES:
              mnist1d plot h.csv --x step --y test-accuracy
              mnist1d plot all.csv --x step --y test-loss --series model --facet seed --log-y --output loss.svg
              mnist1d plot l.csv --x step --y train-loss --style slides --output l.png
              mnist1d plot pooling/figure7 --style dark --output figure7-dark.svg
            """)

    @Argument(help: "A CSV table, or the name of a figure in the folder of figures.")
    var table: String

    @Option(help: "The column along the x axis.")
    var x: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The column along the y axis, or several, which are the series then.", valueName: "columns"))
    var y: [String] = []

    @Option(help: "The column with a line for each of its values.")
    var series: String?

    @Option(help: "The column with a plot for each of its values.")
    var facet: String?

    @Option(help: "The column of the lower ends of intervals.")
    var lower: String?

    @Option(help: "The column of the upper ends of intervals.")
    var upper: String?

    @Option(parsing: .unconditional, help: "The level of the intervals of means, between 0 and 1.")
    var level = 0.95

    @Flag(help: "A logarithmic x axis.")
    var logX = false

    @Flag(help: "A logarithmic y axis.")
    var logY = false

    @Option(help: "A title above the plot.")
    var title = ""

    @Option(parsing: .unconditional, help: "Height of one plot in millimetres.")
    var height = 60.0

    @Option(help: ArgumentHelp("The style: \(HouseStyle.names.joined(separator: ", ")).", valueName: "name"))
    var style = "print"

    @Option(help: "The folder of committed figures.")
    var figures = "figures"

    @Option(help: "The file to write; its name ends in .pdf, .png or .svg.")
    var output = "plot.pdf"

    func validate() throws {
        guard HouseStyle.named(style) != nil else {
            throw ValidationError("--style \(style): give one of \(HouseStyle.names.joined(separator: ", "))")
        }
        guard FigureBytes.endings.contains(where: output.lowercased().hasSuffix) else {
            throw ValidationError("--output \(output): give a name that ends in .pdf, .png or .svg")
        }
        guard (20...1000).contains(height) else {
            throw ValidationError("--height \(height): give a number of millimetres from 20 to 1000")
        }
        guard level > 0, level < 1 else { throw ValidationError("--level \(level): give a number between 0 and 1") }
        try Checks.path("figures", figures)
        guard (x == nil) == y.isEmpty else {
            throw ValidationError(x == nil ? "--y \(y[0]): needs --x beside it" : "--x \(x!): needs --y beside it")
        }
        if x == nil {
            let others = [("--series", series), ("--facet", facet), ("--lower", lower), ("--upper", upper)]
            if let (option, value) = others.first(where: { $0.1 != nil }) {
                throw ValidationError("\(option) \(value!): needs --x and --y beside it")
            }
        }
        guard y.count < 2 || series == nil && lower == nil && upper == nil else {
            throw ValidationError(
                "--y \(y.joined(separator: " ")): several columns are the series; give one with --series, --lower or --upper")
        }
    }

    func run() throws {
        var outputs = OutputSet(inputs: [("<table>", table)])
        let file = try outputs.open(output, as: "--output")
        guard let x else {
            try file.write(CommittedFigure(table, in: figures).redrawn(style: style, ending: output))
            print("\(output): \(table) in the style \(style)")
            return
        }
        let cells = try TableFile.read(table)
        let source = try TidyTable(cells, source: table)
        let figure = try drawn(source, x: x)
        do { try file.write(FigureBytes.of(figure, for: output, title: title.isEmpty ? table : title)) } catch let error as PlottingError {
            throw ArtifactError("\(table): \(error)")
        }
        let shown = try ([x] + y + [lower, upper].compactMap { $0 }).map(source.name)
        for words in shown.compactMap({ Self.gaps(in: cells, column: $0) }) { note("\(table): \(words)") }
        print("\(output): \(figure.summary)")
    }

    /// What cells of a column are not drawn although something stands in them; nil where there are none.
    private static func gaps(in table: Table, column: String) -> String? {
        guard let index = table.columns.firstIndex(of: column) else { return nil }
        let numbers = table.rows.compactMap { Double($0[index].trimmingSpaces) }
        let kinds = [
            (numbers.count(where: \.isNaN), "nan"), (numbers.count(where: \.isInfinite), "infinite"),
            (numbers.count { $0.isFinite && !TidyTable.canDraw($0) }, "beyond 1e100"),
        ].filter { $0.0 > 0 }
        guard !kinds.isEmpty else { return nil }
        let words = kinds.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return "of \(table.rows.count) cells in \"\(column)\", not drawn are \(words)"
    }

    private func drawn(_ table: TidyTable, x: String) throws -> Figure {
        do {
            let observations = try PlottedRows(
                table, x: x, y: y, series: series, panel: facet, lower: lower, upper: upper, level: level)
            var channels = observations.channels
            channels.hasLogarithmicX = logX
            channels.hasLogarithmicY = logY
            var figure = try Figure(
                table: observations.table, channels: channels, title: title, height: height, style: HouseStyle.named(style)!)
            figure.note = observations.note
            return figure
        } catch let error as PlottingError {
            throw ArtifactError("\(self.table): \(error)")
        }
    }
}

extension TidyTable {
    fileprivate init(_ table: Table, source: String) throws {
        do { try self.init(header: table.columns, rows: table.rows) } catch let error as PlottingError {
            throw ArtifactError("\(source): \(error)")
        }
    }
}
