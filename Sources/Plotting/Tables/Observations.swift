/// The rows of a table as a figure shows them: those with x, summarized and sorted.
struct Observations {
    struct Observation {
        var panel: String?
        var series: String?
        var x: Value
        /// Nil is a gap.
        var y: Double?
        var low: Double?
        var high: Double?
    }

    /// Where a row belongs.
    private struct Key: Hashable {
        var panel: String?
        var series: String?
        var x: Value
    }

    let all: [Observation]
    /// Names of series in order: numbers by size, names by first appearance.
    let series: [String]
    /// Whether x has names.
    let hasNames: Bool
    /// Whether rows were summarized.
    let areSummaries: Bool
    private let channels: TableChannels

    init(_ table: TidyTable, _ channels: TableChannels) throws {
        self.channels = channels
        guard (channels.lower == nil) == (channels.upper == nil) else {
            let (given, missing) = channels.lower == nil ? ("upper", "lower") : ("lower", "upper")
            throw PlottingError.table("an interval has two ends: the \(given) one is given, the \(missing) one is not")
        }
        let x: [Value?]
        switch try table.column(channels.x) {
        case .numbers(let numbers):
            hasNames = false
            x = numbers.map { $0.map(Value.number) }
        case .names(let names):
            hasNames = true
            x = names.map { $0.map(Value.name) }
        }
        let y = try table.values(channels.y)
        let low = try channels.lower.map(table.values)
        let high = try channels.upper.map(table.values)
        let series = try channels.series.map(table.texts)
        let panels = try channels.panel.map(table.texts)
        try Self.check(channels, x, y, hasNames)
        var indices: [Key: Int] = [:]
        var groups: [(key: Key, rows: [Int])] = []
        for row in 0..<table.rowCount {
            guard let value = x[row] else { continue }
            let key = Key(panel: panels?[row] ?? panels.map { _ in "–" }, series: series?[row] ?? series.map { _ in "–" }, x: value)
            let index = indices[key] ?? groups.count
            if index == groups.count {
                indices[key] = index
                groups.append((key, []))
            }
            groups[index].rows.append(row)
        }
        // A row without a value is a gap in its line, but no line.
        let lines = Set(groups.filter { $0.rows.contains { y[$0] != nil } }.map { [$0.key.panel, $0.key.series] })
        groups.removeAll { !lines.contains([$0.key.panel, $0.key.series]) }
        let repeated = groups.first { $0.rows.count > 1 }
        if let repeated, low != nil {
            let rows = repeated.rows.prefix(2).map { "\($0 + 1)" }.joined(separator: " and ")
            throw PlottingError.table(
                "rows \(rows) have the same \(channels.x)\(channels.series.map { " and \($0)" } ?? ""), expected one interval for each")
        }
        areSummaries = repeated != nil
        let observations = groups.map { key, rows in
            let values = rows.compactMap { y[$0] }
            let isSummary = rows.count > 1
            return Observation(
                panel: key.panel, series: key.series, x: key.x,
                y: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count),
                low: isSummary ? values.min() : low?[rows[0]], high: isSummary ? values.max() : high?[rows[0]])
        }
        all = hasNames ? observations : observations.sorted { ($0.x.finite ?? 0) < ($1.x.finite ?? 0) }
        let names = Grouping.unique(groups.compactMap(\.key.series))
        self.series = names.allSatisfy { Double($0) != nil } ? names.sorted { Double($0)! < Double($1)! } : names
    }

    private static func check(_ channels: TableChannels, _ x: [Value?], _ y: [Double?], _ hasNames: Bool) throws {
        guard zip(x, y).contains(where: { $0 != nil && $1 != nil }) else {
            throw PlottingError.table("no row has both \"\(channels.x)\" and \"\(channels.y)\"")
        }
        if channels.hasLogarithmicX && hasNames {
            throw PlottingError.table("the column \"\(channels.x)\" has names, which no logarithmic axis can show")
        }
        func checkPositive(_ name: String, _ values: [Double?]) throws {
            guard let row = values.firstIndex(where: { $0.map { $0 <= 0 } ?? false }) else { return }
            throw PlottingError.table(
                "the column \"\(name)\" has \(NumberText.significant(values[row]!, 5)) in row \(row + 1), and a logarithmic axis "
                    + "shows numbers above 0 only")
        }
        if channels.hasLogarithmicX { try checkPositive(channels.x, x.map { $0?.finite }) }
        if channels.hasLogarithmicY { try checkPositive(channels.y, y) }
    }

    /// A plot of some of the observations.
    func plot(_ title: String, _ shown: [Observation]) -> Plot {
        let (x, y) = (Figure.label(channels.x), Figure.label(channels.y))
        let yAxis = channels.hasLogarithmicY ? Axis.log(y) : .linear(y)
        let name: ((Observation) -> String)? = channels.series == nil ? nil : { $0.series ?? "–" }
        if hasNames {
            return Plot(title, x: .band(x), y: yAxis) {
                Dot(shown, x: \.x, y: \.y, series: name, low: \.low, high: \.high, isDodged: true)
            }
        }
        let pointsPerSeries = shown.count / max(series.count, 1)
        return Plot(title, x: channels.hasLogarithmicX ? .log(x) : .linear(x), y: yAxis) {
            Band(shown, x: \.x, low: \.low, high: \.high, series: name)
            Line(shown, x: \.x, y: \.y, series: name, markers: pointsPerSeries <= 15)
        }
    }
}
