/// A table of one observation a row, as it comes from a CSV file: named columns of numbers or of names.
public struct TidyTable: Sendable {
    /// A column's cells; nil for an empty one.
    public enum Column: Sendable {
        case numbers([Double?])
        case names([String?])
    }

    public let columns: [(name: String, cells: Column)]
    public let rowCount: Int

    /// A table from the texts of its cells.
    ///
    /// A column whose cells are all numbers is one of numbers; spaces around them do not count. Empty cells, `NA` and `nan` are missing;
    /// infinite numbers and those beyond 1e100 cannot be drawn and are missing too. A line break in a name is a space. Throws
    /// `PlottingError.table` for a repeated name or a row of another length.
    public init(header: [String], rows: [[String]]) throws {
        if let index = header.indices.first(where: { header[..<$0].contains(header[$0]) }) {
            throw PlottingError.table("the column \"\(header[index])\" comes twice")
        }
        if let index = rows.firstIndex(where: { $0.count != header.count }) {
            throw PlottingError.table("row \(index + 1) has \(rows[index].count) cells, expected \(header.count) as in the header")
        }
        rowCount = rows.count
        columns = header.enumerated().map { index, name in (name, Self.column(rows.map { $0[index] })) }
    }

    /// Whether a number has a place on an axis.
    public static func canDraw(_ number: Double) -> Bool { Value.number(number).finite != nil }

    private static func column(_ cells: [String]) -> Column {
        let present = cells.map { cell -> String? in
            let cell = cell.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingSpaces
            return isMissing(cell) ? nil : cell
        }
        let numbers = present.map { $0.flatMap { Double($0) } }
        let areNumbers = zip(present, numbers).allSatisfy { $0 == nil || $1 != nil }
        return areNumbers ? .numbers(numbers.map { $0.flatMap { canDraw($0) ? $0 : nil } }) : .names(present)
    }

    private static func isMissing(_ cell: String) -> Bool { ["", "na", "nan"].contains(cell.lowercased()) }

    /// The column of a name. Throws as ``name(of:)`` does.
    public func column(_ name: String) throws -> Column {
        let name = try self.name(of: name)
        return columns.first { $0.name == name }!.cells
    }

    /// The column that a name means: `test-accuracy` is `test_accuracy` and `testAccuracy` where there is only one of them.
    ///
    /// Throws `PlottingError.table`, which lists the columns and names the one with the most similar name.
    public func name(of given: String) throws -> String {
        let names = columns.map(\.name)
        if names.contains(given) { return given }
        func plain(_ name: String) -> String { name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " } }
        let meant = names.filter { plain($0) == plain(given) }
        if meant.count == 1 { return meant[0] }
        let nearest = names.min { spellingDistance($0, given) < spellingDistance($1, given) }
        let suggestion = nearest.flatMap { spellingDistance($0, given) <= max(2, given.count / 3) ? "; did you mean \"\($0)\"?" : nil }
        throw PlottingError.table(
            "no column \"\(given)\" among \(names.map { "\"\($0)\"" }.joined(separator: ", "))\(suggestion ?? "")")
    }

    /// The numbers of a column. Throws `PlottingError.table` for one of names, with the first cell that is no number.
    public func values(_ name: String) throws -> [Double?] {
        switch try column(name) {
        case .numbers(let numbers): return numbers
        case .names(let names):
            let row = names.firstIndex { $0.map { Double($0) == nil } ?? false } ?? 0
            let cell = names[row] ?? ""
            let hasDecimalComma = cell.contains(",") && Double(String(cell.map { $0 == "," ? "." : $0 })) != nil
            throw PlottingError.table(
                "the column \"\(name)\" has \"\(cell)\" in row \(row + 1), expected numbers"
                    + (hasDecimalComma ? "; decimals have a point" : ""))
        }
    }

    /// The cells of a column as names; a number becomes its shortest text.
    public func texts(_ name: String) throws -> [String?] {
        switch try column(name) {
        case .numbers(let numbers): numbers.map { $0.map { DecimalNumber($0).plain() } }
        case .names(let names): names
        }
    }
}

extension String {
    /// Without spaces and tabs around it.
    fileprivate var trimmingSpaces: String {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }), let last = lastIndex(where: { $0 != " " && $0 != "\t" }) else {
            return ""
        }
        return String(self[first...last])
    }
}
