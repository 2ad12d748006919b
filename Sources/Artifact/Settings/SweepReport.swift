import Plotting
import Statistics

/// What the runs of a sweep measured: a tidy table of all runs, and a figure of means with intervals over seeds.
struct SweepReport<Study: Experiment> {
    typealias Run = FinishedRun<Study.Configuration, Study.Outcome>

    /// The paths with several values.
    let sweep: [String]
    /// What else tells runs apart, seeds left out.
    private let factors: [String]
    private let runs: [(parameters: [String: JSONValue], measurements: [Measurement])]

    /// - Parameters:
    ///   - sweep: The paths that were given several values.
    ///   - metrics: What is shown of a run.
    init(_ runs: [Run], sweep: [String], metrics: [Metric<Run>]) throws {
        self.sweep = sweep
        self.runs = try runs.compactMap { run in
            let parameters = try PlannedConfigurations<Study>.parameters(run.configuration)
            let known = Dictionary(uniqueKeysWithValues: parameters.map { ($0.path, $0.value) })
            // A run without the parameter is the same for all its values.
            guard sweep.allSatisfy({ known[$0] != nil }) else { return nil }
            let own = try metrics.flatMap { try $0.measurements(run) }
            return (known, own + Study.measurements(of: run.outcome, configuration: run.configuration))
        }
        var values: [String: Set<JSONValue?>] = [:]
        let paths = Set(self.runs.flatMap { $0.parameters.keys })
        let along = Set(self.runs.flatMap { $0.measurements.compactMap(\.parameter) })
        for path in paths { values[path] = Set(self.runs.map { $0.parameters[path] }) }
        factors = paths.filter { values[$0]!.count > 1 && !sweep.contains($0) && !along.contains($0) }.sorted()
    }

    var isEmpty: Bool { runs.allSatisfy(\.measurements.isEmpty) }

    // MARK: The table of runs

    /// A row for each run and number: experiment, parameters of the sweep, what else differs, measurement, x, value.
    var table: Table {
        let columns = sweep + factors
        var table = Table(columns: ["experiment"] + columns + ["measurement", "x", "value"])
        for run in runs {
            let own = columns.map { run.parameters[$0]?.plainText ?? "" }
            for measurement in run.measurements {
                table.append(
                    [Study.name] + own
                        + [measurement.name, measurement.x.map { "\($0)" } ?? "", "\(measurement.value)"])
            }
        }
        return table
    }

    // MARK: Means over seeds

    var rows: [SweepRow] {
        let others = Array(sweep.dropFirst()) + factors.filter { !isSeed($0) && !isPartOfList($0) }
        // Kinds are told apart by symbols, numbers by panels.
        let kinds = others.filter { path in
            let values = Set(runs.map { $0.parameters[path] })
            return values.count <= 8 && values.allSatisfy { $0?.asNumber == nil }
        }
        let series = kinds.max { a, b in count(a) < count(b) } ?? others.first { count($0) <= 8 }
        var numbers: [String: Double] = [:]
        let all = runs.flatMap { run in
            let value = run.parameters[sweep[0]]!
            numbers[value.plainText] = value.asNumber
            func text(_ path: String) -> String? {
                run.parameters[path].map { value in
                    value.asNumber == nil ? value.plainText : "\(path.split(separator: ".").last!) \(value.plainText)"
                }
            }
            let panel = others.filter { $0 != series }.compactMap(text).joined(separator: ", ")
            return run.measurements.map {
                (
                    SweepKey(
                        measurement: $0.name, value: value.plainText, series: series.flatMap(text) ?? "", panel: panel, along: $0.along,
                        x: $0.x), $0.value
                )
            }
        }
        return all.summarized(by: \.0, \.1).map { key, summary in
            SweepRow(
                measurement: key.measurement, value: key.value, number: numbers[key.value], series: key.series, panel: key.panel,
                along: key.along, x: key.x, seeds: summary.count, mean: summary.mean, lower: summary.lower, upper: summary.upper)
        }
    }

    private func count(_ path: String) -> Int { Set(runs.map { $0.parameters[path] }).count }

    /// Whether a path is an element of a list, such as the steps of all evaluations.
    private func isPartOfList(_ path: String) -> Bool { path.split(separator: ".").last?.allSatisfy(\.isNumber) ?? false }

    // MARK: The figure

    /// At most so many panels are drawn; the table has the rest.
    private static var mostPanels: Int { 12 }

    /// A panel for each measurement and kind of run. Single numbers stand against the parameter; curves are lines, one for each value.
    func figure(_ rows: [SweepRow]) -> Figure {
        let all = rows.grouped { [$0.measurement, $0.panel, $0.x == nil ? "" : $0.series] }
        let panels = all.filter { $0.values[0].x == nil } + all.filter { $0.values[0].x != nil }
        let shown = panels.prefix(Self.mostPanels).map(\.values)
        let name = sweep[0]
        let columns = min(3, shown.count)
        let lines = (shown.count + columns - 1) / columns
        var figure = Figure(
            width: shown.count == 1 ? .single : .double, height: Double(12 + 48 * lines), columns: columns, legend: .shared
        ) {
            for rows in shown { rows[0].x == nil ? numbers(rows, name) : curves(rows, name) }
        }
        if panels.count > shown.count { figure.note = "\(panels.count - shown.count) more panels are in the tables alone." }
        return figure
    }

    private func title(_ row: SweepRow, withSeries: Bool) -> String {
        [withSeries ? row.series : "", row.panel].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func numbers(_ rows: [SweepRow], _ name: String) -> Plot {
        let title = title(rows[0], withSeries: false)
        let hasSeries = rows.contains { !$0.series.isEmpty }
        let series: ((SweepRow) -> String)? = hasSeries ? { $0.series } : nil
        guard rows.allSatisfy({ $0.number != nil }) else {
            return Plot(title, x: .band(name), y: .linear(rows[0].measurement)) {
                Dot(rows, x: \.value, y: \.mean, series: series ?? { _ in "mean" }, low: \.lower, high: \.upper, isDodged: true)
            }
        }
        let sorted = rows.sorted { $0.number! < $1.number! }
        let values = Set(sorted.map { $0.number! }).sorted()
        return Plot(title, x: .linear(name, ticks: values.count <= 7 ? values : nil), y: .linear(rows[0].measurement)) {
            Line(sorted, x: { $0.number! }, y: \.mean, series: series)
            Dot(sorted, x: { $0.number! }, y: \.mean, series: series, low: \.lower, high: \.upper)
        }
    }

    private func curves(_ rows: [SweepRow], _ name: String) -> Plot {
        let short = name.split(separator: ".").last!
        return Plot(title(rows[0], withSeries: true), x: .linear(rows[0].along), y: .linear(rows[0].measurement)) {
            Band(rows, x: { $0.x! }, low: \.lower, high: \.upper, series: { "\(short) = \($0.value)" })
            Line(rows, x: { $0.x! }, y: \.mean, series: { "\(short) = \($0.value)" })
        }
    }
}

/// A mean over seeds with its 95 % interval (Student's t).
struct SweepRow: Codable {
    let measurement: String
    /// The value of the first parameter of the sweep, and as a number.
    let value: String
    let number: Double?
    /// Of two kinds of runs that are told apart by symbols, one is this; empty where there are none.
    let series: String
    /// What else tells the runs apart.
    let panel: String
    let along: String
    let x: Double?
    let seeds: Int
    let mean: Double
    let lower: Double?
    let upper: Double?
}

/// What the runs of one mean have in common.
private struct SweepKey: Hashable {
    let measurement, value, series, panel, along: String
    let x: Double?
}
