import Plotting
import Statistics

/// The rows of a table as `mnist1d plot` shows them: several y columns one below the other, and repeated rows as means with intervals.
struct PlottedRows {
    let table: TidyTable
    let channels: TableChannels
    /// What a reader must know; empty for none.
    let note: String

    private struct Key: Hashable {
        var panel: String?
        var series: String?
        var x: String
    }

    /// - Throws: `PlottingError.table` for a column that is missing or has the wrong kind.
    init(
        _ source: TidyTable, x: String, y: [String], series: String?, panel: String?, lower: String?, upper: String?, level: Double
    ) throws {
        let x = try source.name(of: x)
        let y = try y.map(source.name)
        let series = try series.map(source.name)
        let panel = try panel.map(source.name)
        let given = try [lower, upper].map { try $0.map(source.name) }
        if given.contains(where: { $0 != nil }) {
            table = source
            channels = TableChannels(x: x, y: y[0], series: series, panel: panel, lower: given[0], upper: given[1])
            note = ""
            return
        }
        let xs = try source.texts(x)
        let names = try series.map(source.texts)
        let panels = try panel.map(source.texts)
        let isSeveral = y.count > 1
        var rows: [(key: Key, value: Double?)] = []
        for column in y {
            let values = try source.values(column)
            for row in 0..<source.rowCount {
                guard let place = xs[row] else { continue }
                let name = isSeveral ? Figure.label(column) : names?[row]
                rows.append((Key(panel: panels?[row], series: name, x: place), values[row]))
            }
        }
        // A row without a value is a gap in its line, but no line.
        let lines = Set(rows.filter { $0.value != nil }.map { [$0.key.panel, $0.key.series] })
        rows.removeAll { !lines.contains([$0.key.panel, $0.key.series]) }
        guard !rows.isEmpty else { throw PlottingError.table("no row has both \"\(x)\" and \"\(y[0])\"") }
        var indices: [Key: Int] = [:]
        var groups: [(key: Key, values: [Double])] = []
        for (key, value) in rows {
            let index = indices[key] ?? groups.count
            if index == groups.count {
                indices[key] = index
                groups.append((key, []))
            }
            if let value { groups[index].values.append(value) }
        }
        let yName = isSeveral ? "value" : y[0]
        let (seriesName, panelName) = (isSeveral ? "column" : series, panel)
        let counts = Set(groups.map(\.values.count)).subtracting([0])
        let isRepeated = counts != [1]
        var header = [x, yName]
        header += [seriesName, panelName].compactMap { $0 }
        let bounds = isRepeated ? ["interval from", "interval to"] : []
        table = try TidyTable(
            header: header + bounds,
            rows: groups.map { (key, values) -> [String] in
                let summary = Summary(values)
                var row = [key.x, values.isEmpty ? "" : "\(summary.mean)"]
                if seriesName != nil { row.append(key.series ?? "–") }
                if panelName != nil { row.append(key.panel ?? "–") }
                if isRepeated {
                    let interval = summary.confidenceInterval(level: level)
                    row += [interval.lower, interval.upper].map { $0.isFinite ? "\($0)" : "" }
                }
                return row
            })
        channels = TableChannels(
            x: x, y: yName, series: seriesName, panel: panelName, lower: bounds.first, upper: bounds.last)
        let rowsEach = counts.count == 1 ? "\(counts.first!)" : "\(counts.min()!) to \(counts.max()!)"
        let percent = (level * 1000).rounded() / 10
        note =
            isRepeated
            ? "Means of \(rowsEach) rows each, with their \(percent == percent.rounded() ? "\(Int(percent))" : "\(percent)") % intervals."
            : ""
    }
}
