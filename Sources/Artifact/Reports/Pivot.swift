/// A printed table with a row for each level of one factor and a column for each of another.
///
///     Pivot("Final test accuracy (%)", rows: pooling, columns: examples, lines: [
///         .init { $0.deviationText(decimals: 1) },
///         .init(", notebook") { $0.number("published").map { fixed($0, decimals: 1) } },
///     ])
///
/// A line without any cell is left out; a missing cell is a dash.
public struct Pivot {
    /// One of the lines of each level: its name, and the text of a cell.
    public struct Line {
        let suffix: String
        let text: (Record) -> String?

        /// - Parameters:
        ///   - suffix: Follows the level's title.
        ///   - text: nil for a dash.
        public init(_ suffix: String = "", _ text: @escaping (Record) -> String?) {
            self.suffix = suffix
            self.text = text
        }

        /// `94.1 ± 0.6`.
        public static func deviation(decimals: Int) -> Line { Line { $0.deviationText(decimals: decimals) } }

        /// `94.1 [93.6, 94.7]`, the interval of 90 %; if asked for, a star marks an interval that excludes zero.
        ///
        /// - Parameter count: The column that says how many values a mean is of.
        public static func interval(over count: String = "seeds", decimals: Int, starred: Bool = false) -> Line {
            Line { record in
                let estimate = record.estimate().printed(over: Int(record.number(count) ?? 0))
                return estimate.text(decimals: decimals) + (starred && estimate.excludesZero ? " *" : "")
            }
        }

        /// A column's number.
        public static func number(_ column: String, _ suffix: String, decimals: Int) -> Line {
            Line(suffix) { record in record.number(column).map { fixed($0, decimals: decimals) } }
        }
    }

    /// A line below all others, with something of each column.
    public struct Footer {
        let title: String
        let text: ([Record]) -> String?

        /// - Parameter text: Receives the records of a column.
        public init(_ title: String, _ text: @escaping ([Record]) -> String?) {
            self.title = title
            self.text = text
        }

        /// The difference of two columns' numbers that is largest in size.
        public static func largestDifference(_ title: String, of column: String, from other: String, decimals: Int) -> Footer {
            Footer(title) { records in
                let differences = records.compactMap { record -> Double? in
                    guard let own = record.number(column), let reference = record.number(other) else { return nil }
                    return own - reference
                }
                return differences.max { $0.magnitude < $1.magnitude }.map { fixed($0, decimals: decimals) }
            }
        }
    }

    private let corner: String
    private let rows: any Labelled
    private let columns: any Labelled
    private let lines: [Line]
    private let footers: [Footer]

    /// - Parameters:
    ///   - corner: What the table shows, above the rows' names.
    ///   - columns: Whose fields are the header.
    ///   - lines: What is printed for each level of `rows`.
    public init(_ corner: String, rows: any Labelled, columns: any Labelled, lines: [Line], footers: [Footer] = []) {
        self.corner = corner
        self.rows = rows
        self.columns = columns
        self.lines = lines
        self.footers = footers
    }

    /// The printed table of a table's rows.
    public func table(_ records: [Record]) -> PrintedTable {
        let header = columns.fields(in: records)
        var table = PrintedTable(header: [corner] + header)
        func append(_ name: String, _ cells: [String?]) {
            if cells.contains(where: { $0 != nil }) { table.append([name] + cells.map { $0 ?? "–" }) }
        }
        for level in rows.fields(in: records) {
            let own = records.filter { $0[rows.name] == level }
            for line in lines {
                let cells = header.map { field in own.first { $0[columns.name] == field }.flatMap(line.text) }
                append(rows.title(of: level) + line.suffix, cells)
            }
        }
        for footer in footers {
            append(footer.title, header.map { field in footer.text(records.filter { $0[columns.name] == field }) })
        }
        return table
    }
}
