import Artifact
import AtomicFiles
import Plotting

/// `mnist1d compare`: two folders of results side by side.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put the results of two folders or tables side by side, and say what differs, with intervals.",
        discussion: """
            A and B are folders of results, folders of figures, or CSV tables. Runs of the same configuration are paired; the differences \
            B less A of all pairs that differ in seeds alone are one line, with their mean and its interval (Student's t of the paired \
            differences). A row of a table is a run: columns of names and whole numbers are its configuration, the others what it found.

            Where A and B differ in a setting, --ignore names it, so that their runs can be paired. Names of numbers may be \
            shortened to their end, and so may settings: accuracy is every number whose name ends so. A number whose name has loss, error or time in it is \
            better where it is lower, any other where it is higher. Lines without any difference are counted; --output has them.

            With --fail-on-regression the status is 4 where a line is worse by more than the minimum effect, with its whole interval, or, of a \
            single pair, with its difference; so it is where a run diverged in B alone, where a cell is empty in B alone, and where a table \
            lacks a row in B. With --fail-on-missing it is 4 where B lacks a run of A or a file of a run is damaged.

            EXAMPLES:
              mnist1d compare results other/results
              mnist1d compare a/results b/results --ignore learningRate --metric testAccuracy --figure c.pdf
              mnist1d compare h1.csv h2.csv --metric test-accuracy --fail-on-regression --minimum-effect 0.5
            """)

    @Argument(help: "A: the folder or table to compare with.")
    var a: String

    @Argument(help: "B: the folder or table that is compared.")
    var b: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Numbers to compare. (default: those with accuracy in their names, all where there are none)", valueName: "names"))
    var metric: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Settings to leave out where runs are paired.", valueName: "settings"))
    var ignore: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Settings to take means over. (default: those with seed in their names)", valueName: "settings"))
    var over: [String] = []

    @Option(parsing: .unconditional, help: "The level of the intervals, between 0 and 1.")
    var level = 0.95

    @Flag(help: "End with status 4 if B is worse than A.")
    var failOnRegression = false

    @Flag(help: "End with status 4 if B lacks what A has, or a run's file is damaged.")
    var failOnMissing = false

    @Option(parsing: .unconditional, help: "The smallest difference that matters, in the unit of the numbers.")
    var minimumEffect = 0.0

    @Option(help: "The CSV file to write the differences to.")
    var output: String?

    @Option(help: "The file to draw the differences to; its name ends in .pdf, .png or .svg.")
    var figure: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        for (name, path) in [("a", a), ("b", b)] where path.isEmpty {
            throw ValidationError("<\(name)> \"\": expected a folder or a table; . is the present folder")
        }
        guard level > 0, level < 1 else { throw ValidationError("--level \(level): give a number between 0 and 1") }
        guard minimumEffect >= 0, minimumEffect.isFinite else {
            throw ValidationError("--minimum-effect \(minimumEffect): give a number of at least 0")
        }
        try checkNameOfTable("--output", output, taken: [a, b, figure])
        if let figure, !FigureBytes.endings.contains(where: figure.lowercased().hasSuffix) {
            throw ValidationError("--figure \(figure): give a name that ends in .pdf, .png or .svg")
        }
    }

    func run() throws {
        var outputs = OutputSet(inputs: [("<a>", a), ("<b>", b)])
        let table = try output.map { try outputs.open($0, as: "--output") }
        let picture = try figure.map { try outputs.open($0, as: "--figure") }
        let (first, second) = try ComparedRuns.both(a, b, metrics: metric)
        let comparison = try PairedComparison(
            first, second, metrics: metric, ignoring: ignore, over: over, level: level, minimumEffect: minimumEffect)
        var files: [(file: OutputFile, bytes: [UInt8])] = []
        if let table { files.append((table, Array(CSV.text(try comparison.table).utf8))) }
        if let picture, let figure { files.append((picture, try FigureBytes.of(comparison.figure, for: figure, title: "\(b) less \(a)"))) }
        try OutputFile.write(files)
        print(json ? try CanonicalJSON.encode(comparison.summary) : comparison.text)
        try fail(comparison, of: first.runs.count)
    }

    /// Ends the program where what it is asked to look for is there.
    private func fail(_ comparison: PairedComparison, of count: Int) throws {
        if failOnRegression, let first = comparison.regressions.first {
            throw StatusError(
                "\(b): is worse than \(a) in \(comparison.regressions.count) of \(comparison.lines.count) lines, the first is \(first.name)",
                status: 4)
        }
        if failOnRegression, let first = comparison.lostRows.first {
            throw StatusError(
                "\(b): lacks \(comparison.lostRows.count) of the \(count) rows of \(a), the first is \(first)", status: 4)
        }
        if failOnMissing, let first = comparison.missing.first {
            throw StatusError("\(b): lacks \(comparison.missing.count) things that \(a) has, the first is \(first)", status: 4)
        }
    }
}
