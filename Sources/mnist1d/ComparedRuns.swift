import Artifact

/// The runs of one side of a comparison, wherever they come from.
struct ComparedRuns {
    struct Run {
        /// The experiment, or the table.
        let group: String
        /// What an experiment calls it; nil of a table's row.
        let label: String?
        let configuration: [(name: String, value: String)]
        let numbers: [(name: String, value: Double)]
    }

    let path: String
    /// The numbers that are asked for; all where there are none.
    let metrics: [String]
    let runs: [Run]

    /// - Parameter metrics: Columns of a table that are numbers to compare although they hold whole numbers.
    init(_ path: String, metrics: [String]) throws {
        (self.path, self.metrics) = (path, metrics)
        guard try FileOutput.isFolder(path) else {
            runs = try Self.rows(path, group: "", metrics)
            return
        }
        let stored = try StoredRun.all(in: path)
        guard stored.isEmpty else {
            runs = stored.map {
                Run(
                    group: $0.experiment, label: $0.label, configuration: $0.configuration.map { ($0.path, $0.value) },
                    numbers: $0.numbers.map { ($0.path, $0.value) })
            }
            return
        }
        let tables = try FileOutput.files(in: path).filter { $0.hasSuffix(".csv") && !$0.hasSuffix("claims.csv") }
        guard !tables.isEmpty else { throw ArtifactError("\(path): has no finished runs and no tables") }
        runs = try tables.flatMap { try Self.rows("\(path)/\($0)", group: String($0.dropLast(4)), metrics) }
    }

    private static func rows(_ path: String, group: String, _ metrics: [String]) throws -> [Run] {
        let table = try CSV.table(String(decoding: try FileOutput.read(path), as: UTF8.self), source: path)
        var numbers: Set<Int> = []
        for (column, name) in table.columns.enumerated() {
            let cells = table.rows.map { $0[column] }.filter { !$0.isEmpty }
            let areNumbers = !cells.isEmpty && cells.allSatisfy { Double($0) != nil }
            let isAsked = metrics.contains { !ColumnNames.matching($0, among: [name]).isEmpty }
            if areNumbers, isAsked || cells.contains(where: { Int($0) == nil }) { numbers.insert(column) }
        }
        return table.rows.map { row in
            let cells = table.columns.indices.map { (name: table.columns[$0], text: row[$0], isNumber: numbers.contains($0)) }
            return Run(
                group: group, label: nil, configuration: cells.filter { !$0.isNumber }.map { ($0.name, $0.text) },
                numbers: cells.compactMap { cell in cell.isNumber ? Double(cell.text).map { (cell.name, $0) } : nil })
        }
    }

    /// The names of all numbers, in order of appearance.
    var names: [String] { unique(runs.flatMap { $0.numbers.map(\.name) }) }
    /// The names of all settings, in order of appearance.
    var settings: [String] { unique(runs.flatMap { $0.configuration.map(\.name) }) }
}

/// The different ones of some texts, in order of appearance.
func unique(_ texts: [String]) -> [String] {
    var known: Set<String> = []
    return texts.filter { known.insert($0).inserted }
}
