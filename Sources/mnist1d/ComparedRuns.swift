import Artifact

/// The runs of one side of a comparison, wherever they come from.
struct ComparedRuns {
    struct Run {
        /// The experiment, or the table.
        let group: String
        /// What an experiment calls it; nil of a table's row.
        let label: String?
        let configuration: [(name: String, value: String)]
        /// Those that are there: an empty cell is none.
        let numbers: [(name: String, value: Double)]
    }

    let path: String
    let runs: [Run]
    /// Group and name of each number.
    private let columns: Set<[String]>
    /// Columns of tables that are settings because they hold whole numbers alone.
    let wholeNumbers: [String]
    /// Files of results that are damaged.
    let damaged: [String]

    /// Both sides. A column that holds numbers with fractions on one side is one of numbers on both.
    ///
    /// - Parameter metrics: Columns of a table that are numbers to compare although they hold whole numbers.
    static func both(_ a: String, _ b: String, metrics: [String]) throws -> (a: ComparedRuns, b: ComparedRuns) {
        let (first, second) = (try Source(a), try Source(b))
        let numbers = first.fractions.union(second.fractions)
        return (first.runs(numbers, metrics), second.runs(numbers, metrics))
    }

    private init(_ path: String, _ runs: [Run], _ columns: Set<[String]>, wholeNumbers: [String] = [], damaged: [String] = []) {
        (self.path, self.runs, self.columns, self.wholeNumbers, self.damaged) = (path, runs, columns, wholeNumbers, damaged)
    }

    /// The names of all numbers, in order of appearance.
    var names: [String] { unique(runs.flatMap { $0.numbers.map(\.name) }) }
    /// Whether runs of a group have a number: one that lacks it has lost it.
    func has(_ name: String, in group: String) -> Bool { columns.contains([group, name]) }
    /// The names of all settings, in order of appearance.
    var settings: [String] { unique(runs.flatMap { $0.configuration.map(\.name) }) }

    /// What a path holds, before it is known which columns are numbers.
    private struct Source {
        let path: String
        var stored: [StoredRun] = []
        var damaged: [String] = []
        /// Tables without the ending of their names.
        var tables: [(group: String, columns: [Column], rows: [[String]])] = []

        /// A column by what its cells are.
        struct Column {
            let name: String
            // Of the cells that are not empty.
            let areNumbers: Bool
            let areWhole: Bool
            let isEmpty: Bool
        }

        init(_ path: String) throws {
            self.path = path
            guard try FileOutput.isFolder(path) else {
                try add(path, group: "")
                return
            }
            stored = try StoredRun.all(in: path)
            damaged = try StoredRun.damaged(in: path)
            guard stored.isEmpty else { return }
            let names = try FileOutput.files(in: path).filter { $0.hasSuffix(".csv") && !$0.hasSuffix("claims.csv") }
            guard !names.isEmpty else {
                throw ArtifactError(
                    damaged.isEmpty
                        ? "\(path): has no finished runs and no tables" : "\(path): has no undamaged runs, the first is \(damaged[0])")
            }
            damaged = []
            for name in names { try add("\(path)/\(name)", group: String(name.dropLast(4))) }
        }

        private mutating func add(_ path: String, group: String) throws {
            let table = try TableFile.read(path)
            var known: Set<String> = []
            let columns = try table.columns.enumerated().map { index, given in
                let trimmed = given.trimmingSpaces
                // pandas writes row numbers without a name.
                let name = trimmed.isEmpty ? "column-\(index + 1)" : trimmed
                guard known.insert(name).inserted else { throw ArtifactError("\(path): the column \"\(name)\" comes twice") }
                let cells = table.rows.map { $0[index].trimmingSpaces }.filter { !ComparedRuns.isMissing($0) }
                let areNumbers = cells.allSatisfy { Double($0) != nil }
                let areWhole = areNumbers && cells.allSatisfy { Int($0) != nil }
                return Column(name: name, areNumbers: areNumbers, areWhole: areWhole, isEmpty: cells.isEmpty)
            }
            tables.append((group, columns, table.rows.map { $0.map(\.trimmingSpaces) }))
        }

        /// The columns of numbers, by table and name.
        var fractions: Set<[String]> {
            Set(tables.flatMap { table in table.columns.filter { $0.areNumbers && !$0.areWhole }.map { [table.group, $0.name] } })
        }

        func runs(_ numbers: Set<[String]>, _ metrics: [String]) -> ComparedRuns {
            guard stored.isEmpty else {
                let runs = stored.map {
                    Run(
                        group: $0.experiment, label: $0.label, configuration: $0.configuration.map { ($0.path, $0.value) },
                        numbers: $0.numbers.map { ($0.path, $0.value) })
                }
                let found = Set(runs.flatMap { run in run.numbers.map { [run.group, $0.name] } })
                return ComparedRuns(path, runs, found, damaged: damaged)
            }
            var wholeNumbers: [String] = []
            var columns: Set<[String]> = []
            let runs = tables.flatMap { table in
                let areNumbers = table.columns.map { column in
                    let isAsked = metrics.contains { !ColumnNames.matching($0, among: [column.name]).isEmpty }
                    return column.areNumbers && (isAsked || numbers.contains([table.group, column.name]))
                }
                wholeNumbers += zip(table.columns, areNumbers).filter { $0.areWhole && !$0.isEmpty && !$1 }.map(\.0.name)
                columns.formUnion(zip(table.columns, areNumbers).filter(\.1).map { [table.group, $0.0.name] })
                return table.rows.map { row in
                    let cells = table.columns.indices.map { (name: table.columns[$0].name, text: row[$0], isNumber: areNumbers[$0]) }
                    return Run(
                        group: table.group, label: nil, configuration: cells.filter { !$0.isNumber }.map { ($0.name, $0.text) },
                        numbers: cells.filter(\.isNumber).compactMap { cell in Double(cell.text).map { (cell.name, $0) } })
                }
            }
            return ComparedRuns(path, runs, columns, wholeNumbers: unique(wholeNumbers))
        }
    }

    /// Cells of what is not there: pandas leaves them empty, R writes NA.
    fileprivate static func isMissing(_ cell: String) -> Bool { ["", "na"].contains(cell.lowercased()) }
}

extension String {
    /// Without spaces and tabs around it.
    var trimmingSpaces: String {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }), let last = lastIndex(where: { $0 != " " && $0 != "\t" }) else {
            return ""
        }
        return String(self[first...last])
    }
}

/// The different ones of some texts, in order of appearance.
func unique(_ texts: [String]) -> [String] {
    var known: Set<String> = []
    return texts.filter { known.insert($0).inserted }
}
