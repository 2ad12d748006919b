/// A row of a table as it is drawn: fields by column.
public struct Record: Sendable {
    private let columns: [String: Int]
    private let fields: [String]

    fileprivate init(columns: [String: Int], fields: [String]) { (self.columns, self.fields) = (columns, fields) }

    /// The field of a column. Precondition: The table declares the column.
    public subscript(column: String) -> String {
        guard let index = columns[column] else {
            preconditionFailure("a report draws the column \(column), which its table does not declare")
        }
        return fields[index]
    }

    /// The number of a column; nil where the field is empty.
    public func number(_ column: String) -> Double? { Double(self[column]) }

    /// The estimate of a name: see ``Estimate``.
    public func estimate(_ name: String = "mean") -> Estimate {
        let columns = Estimate.columns(named: name)
        return Estimate(number(columns[0]) ?? .nan, lower: number(columns[1]), upper: number(columns[2]))
    }

    /// An estimate as tables print it, `94.1 [93.6, 94.7]`, with the interval of 90 %: see ``Estimate/printed(over:)``.
    ///
    /// - Parameter count: The column that says how many values its mean is of.
    public func printedEstimate(_ name: String = "mean", over count: String, decimals: Int) -> String {
        estimate(name).printed(over: Int(number(count) ?? 0)).text(decimals: decimals)
    }

    /// The deviation of the mean as text, `94.1 ± 0.6`; the mean alone where there is none.
    public func deviationText(decimals: Int) -> String {
        let mean = fixed(number("mean") ?? .nan, decimals: decimals)
        return number("deviation").map { "\(mean) ± \(fixed($0, decimals: decimals))" } ?? mean
    }
}

extension Table {
    /// The rows as records, after a check that the columns are those declared, and that fields of numbers hold numbers.
    func records(columns declared: [String], numbers: Set<String>, source: String) throws -> [Record] {
        for name in declared where !columns.contains(name) { throw ArtifactError("\(source): there is no column \(name)") }
        let indices = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
        return try rows.enumerated().map { row, fields in
            for name in numbers {
                let field = fields[indices[name]!]
                guard field.isEmpty || Double(field) != nil else {
                    throw ArtifactError("\(source), row \(row + 2), column \(name): \"\(field)\" is not a number")
                }
            }
            return Record(columns: indices, fields: fields)
        }
    }
}
