/// Rows of named text columns: what a CSV file holds.
///
/// Tidy: one observation a row, one variable a column. Numbers are in the shortest decimal form that reads
/// back as the same bits; an absent value is an empty field.
public struct Table: Equatable, Sendable {
    public let columns: [String]
    public private(set) var rows: [[String]] = []

    /// A table without rows.
    public init(columns: [String]) { self.columns = columns }

    /// - Parameter row: One field a column.
    public mutating func append(_ row: [String]) {
        precondition(
            row.count == columns.count, "a row of \(row.count) fields in a table of \(columns.count) columns")
        rows.append(row)
    }

    /// One row for each value; the columns are the properties of `Row` in the order of their declaration.
    ///
    /// Properties are strings, numbers, booleans, enumerations with raw values, or optionals of these. At least
    /// one row is needed, because columns are learnt from it.
    public init<Row: Encodable>(_ values: [Row]) throws {
        guard let first = values.first else {
            throw ArtifactError("a table of \(Row.self) needs at least one row")
        }
        self.init(columns: try RowEncoder.fields(of: first).map(\.name))
        for value in values {
            let fields = try RowEncoder.fields(of: value)
            // A type with an encoding of its own may leave properties out.
            guard fields.map(\.name) == columns else {
                throw ArtifactError(
                    "\(Row.self): a row has the columns \(fields.map(\.name)) instead of \(columns)")
            }
            append(fields.map(\.text))
        }
    }

    /// The rows as values again. `source` is named in errors.
    public func values<Row: Decodable>(as type: Row.Type = Row.self, source: String = "table") throws -> [Row] {
        let indices = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
        return try rows.enumerated().map { number, fields in
            // Counted as in the file, where the header is line 1.
            try Row(from: RowDecoder(columns: indices, fields: fields, location: "\(source), row \(number + 2)"))
        }
    }
}
