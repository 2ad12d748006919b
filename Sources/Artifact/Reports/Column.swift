import Statistics

/// Elements that a table shows in one row, such as the runs of all seeds.
public struct Cell<Element> {
    /// What tells the row from others, by column.
    public let fields: [String: String]
    /// The elements, in their order.
    public let elements: [Element]
    /// The metric's numbers, one for each replicate.
    public let values: [Double]
    /// The element behind each of them; for a contrast, the first of those compared.
    public let replicates: [Element]
    /// A summary of the numbers.
    public let summary: Summary
}

/// What a table says of each ``Cell``: one column or several.
///
///     Summaries(accuracy.last, by: [examples, pooling], columns: [.count("seeds"), .mean, .deviation])
public struct Column<Element> {
    public let names: [String]
    /// Whether the fields are numbers.
    let isNumber: Bool
    let fields: (Cell<Element>) throws -> [String]

    private init(_ names: [String], isNumber: Bool = true, _ fields: @escaping (Cell<Element>) throws -> [String]) {
        self.names = names
        self.isNumber = isNumber
        self.fields = fields
    }

    /// A number of your own; nil is an empty field.
    public static func number(_ name: String, _ value: @escaping (Cell<Element>) throws -> Double?) -> Column {
        Column([name]) { [numberText(try value($0))] }
    }

    /// Several numbers of your own.
    public static func numbers(_ names: [String], _ values: @escaping (Cell<Element>) throws -> [Double?]) -> Column {
        Column(names) { try values($0).map(numberText) }
    }

    /// A whole number of your own; nil is an empty field.
    public static func whole(_ name: String, _ value: @escaping (Cell<Element>) throws -> Int?) -> Column {
        Column([name]) { [try value($0).map(String.init) ?? ""] }
    }

    /// A text, a flag or anything else that a field can hold and all elements of a cell have in common.
    public static func property(_ name: String, _ value: @escaping (Element) -> some Encodable) -> Column {
        Column([name], isNumber: false) { [try fieldText(of: value($0.elements[0]), name: name)] }
    }

    /// How many replicates there are.
    public static func count(_ name: String) -> Column { Column([name]) { ["\($0.summary.count)"] } }

    /// The mean.
    public static var mean: Column { .number("mean") { $0.summary.mean } }

    /// The sample standard deviation; empty for one value.
    public static var deviation: Column { .number("deviation") { $0.summary.deviation } }

    /// The mean and its 95 % interval (Student's t), three columns: see ``Estimate``.
    public static var estimate: Column { .estimate("mean") }

    /// The same under another name.
    public static func estimate(_ name: String) -> Column {
        Column(Estimate.columns(named: name)) { Estimate($0.summary).fields }
    }

    /// The mean of another number of the same elements.
    public static func mean(_ name: String, of value: @escaping (Element) -> Double) -> Column {
        .number(name) { Summary($0.elements.map(value)).mean }
    }

    /// The value of the first replicate that meets a condition, such as having the authors' seed; empty if none does.
    public static func value(_ name: String, where isIt: @escaping (Element) -> Bool) -> Column {
        .number(name) { cell in cell.replicates.firstIndex(where: isIt).map { cell.values[$0] } }
    }

    /// What others published for the cell; empty if they published nothing, or for other settings.
    ///
    /// - Parameters:
    ///   - fields: For columns that the file has but the table lacks, such as the step of final numbers.
    ///   - name: The column, where a table has several of them.
    public static func published(
        _ published: Published<Element>, at fields: [String: String] = [:], as name: String = "published"
    ) -> Column {
        .number(name) { try published.value($0.fields.merging(fields) { own, _ in own }, $0.elements[0]) }
    }
}
