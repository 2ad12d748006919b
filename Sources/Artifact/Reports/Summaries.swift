import Statistics

/// A table that a report makes of runs, and reads back to draw from.
public protocol Tabulated<Element> {
    associatedtype Element
    /// The columns in order.
    var columns: [String] { get }
    /// Those of them that hold numbers.
    var numbers: Set<String> { get }
    /// The table of some elements.
    func table(_ elements: [Element]) throws -> Table
}

extension Tabulated {
    /// The rows, for numbers that come of several of them.
    public func records(_ elements: [Element]) throws -> [Record] {
        try table(elements).records(columns: columns, numbers: numbers, source: "table")
    }

    /// The same table, of elements that are made of others: such as a run as each of the series that it belongs to.
    public func of<Other>(_ elements: @escaping ([Other]) throws -> [Element]) -> Derived<Other, Self> {
        Derived(base: self, elements: elements)
    }
}

/// See ``Tabulated/of(_:)``.
public struct Derived<Element, Base: Tabulated>: Tabulated {
    fileprivate let base: Base
    fileprivate let elements: ([Element]) throws -> [Base.Element]

    public var columns: [String] { base.columns }
    public var numbers: Set<String> { base.numbers }
    public func table(_ elements: [Element]) throws -> Table { try base.table(self.elements(elements)) }
}

/// A row for each group of runs: what tells the groups apart, and statistics of a metric over each, most often over seeds.
///
///     Summaries(accuracy.smoothed(), by: [examples, pooling], columns: [.mean, .deviation, .published(authors)])
///
/// Groups come in the order in which they first appear. A curve has a row for each of its points; all curves of a group must have the same
/// ones. Columns are, in this order: the names of several metrics, the groups' factors, what a curve runs along, the statistics.
public struct Summaries<Element>: Tabulated {
    private let metrics: [Metric<Element>]
    private let names: Names?
    private let factors: [any Factor<Element>]
    private let along: Along?
    private let statistics: [Column<Element>]
    private var kept: (factor: any Labelled, keep: ([String]) -> [String])?
    private var added: [[String]] = []
    private var order: [any Labelled] = []

    /// Of one metric.
    public init(_ metric: Metric<Element>, by factors: [any Factor<Element>], columns: [Column<Element>]) {
        self.init([metric], nil, factors, columns)
    }

    /// Of several metrics or contrasts, one after the other.
    ///
    /// - Parameter names: The column that tells them apart.
    public init(_ metrics: [Metric<Element>], as names: Names, by factors: [any Factor<Element>], columns: [Column<Element>]) {
        self.init(metrics, names, factors, columns)
    }

    private init(_ metrics: [Metric<Element>], _ names: Names?, _ factors: [any Factor<Element>], _ statistics: [Column<Element>]) {
        precondition(!metrics.isEmpty, "a table of no metrics")
        let along = metrics[0].along
        precondition(metrics.allSatisfy { $0.along?.name == along?.name }, "metrics of one table run along the same")
        self.metrics = metrics
        self.names = names
        self.factors = factors
        self.along = along
        self.statistics = statistics
    }

    public var columns: [String] {
        (names.map { [$0.name] } ?? []) + factors.map(\.name) + (along.map { [$0.name] } ?? []) + statistics.flatMap(\.names)
    }

    public var numbers: Set<String> {
        Set((along.map { [$0.name] } ?? []) + statistics.filter(\.isNumber).flatMap(\.names))
    }

    /// The same with some levels of a factor alone, such as the panels that there is room for.
    ///
    /// - Parameter keep: Is given the levels that there are, in order.
    public func keeping(_ factor: any Labelled, _ keep: @escaping ([String]) -> [String]) -> Summaries {
        var copy = self
        copy.kept = (factor, keep)
        return copy
    }

    /// The same with rows of another origin at the end.
    ///
    /// - Parameter rows: A field for each column.
    public func adding(_ rows: [[String]]) -> Summaries {
        var copy = self
        copy.added += rows
        return copy
    }

    /// The same with all rows, those of another origin among them, in the order of some columns' levels, the first column first. Rows with
    /// the same levels stay as they were.
    public func ordered(by columns: [any Labelled]) -> Summaries {
        var copy = self
        copy.order = columns
        return copy
    }

    public func table(_ elements: [Element]) throws -> Table {
        var table = Table(columns: columns)
        let groups = try elements.grouped { element in try factors.map { try $0.field(of: element) } }
        for metric in metrics {
            for (fields, members) in groups {
                try append(metric, fields, members, to: &table)
            }
        }
        for row in added { table.append(row) }
        if !order.isEmpty { table = try sorted(table) }
        guard let (factor, keep) = kept else { return table }
        let records = try table.records(columns: columns, numbers: numbers, source: "table")
        let levels = Set(keep(factor.fields(in: records)))
        var part = Table(columns: columns)
        for (row, record) in zip(table.rows, records) where levels.contains(record[factor.name]) { part.append(row) }
        return part
    }

    private func sorted(_ table: Table) throws -> Table {
        let records = try table.records(columns: columns, numbers: numbers, source: "table")
        let places = order.map { column in
            Dictionary(uniqueKeysWithValues: column.fields(in: records).enumerated().map { ($1, $0) })
        }
        let keys = records.map { record in zip(order, places).map { $1[record[$0.name]]! } }
        var sorted = Table(columns: columns)
        for row in table.rows.indices.sorted(by: { (keys[$0] + [$0]).lexicographicallyPrecedes(keys[$1] + [$1]) }) {
            sorted.append(table.rows[row])
        }
        return sorted
    }

    private func append(_ metric: Metric<Element>, _ group: [String], _ members: [Element], to table: inout Table) throws {
        let replicates = try metric.replicates(members)
        guard let first = replicates.first else { return }
        for other in replicates where other.points.map(\.x) != first.points.map(\.x) {
            let place = zip(factors, group).map { "\($0.name) \($1)" }.joined(separator: ", ")
            throw ArtifactError("\(metric.name) of \(place): its curves have other points, so that there is no mean of them")
        }
        let own = (names == nil ? [] : [metric.name]) + group
        var fields = Dictionary(zip(columns, own), uniquingKeysWith: { first, _ in first })
        for index in first.points.indices {
            let x = along == nil ? [] : [first.points[index].x]
            if let along { fields[along.name] = first.points[index].x }
            let values = replicates.map { $0.points[index].value }
            let cell = Cell(
                fields: fields, elements: members, values: values, replicates: replicates.map(\.element), summary: Summary(values))
            table.append(own + x + (try statistics.flatMap { try $0.fields(cell) }))
        }
    }
}

/// The first, the middle and the last of some levels, where there are more than three: for ``Summaries/keeping(_:_:)``.
public func firstMiddleLast(_ levels: [String]) -> [String] {
    levels.count <= 3 ? levels : [levels[0], levels[levels.count / 2], levels[levels.count - 1]]
}

/// A row for each run, and for each point of its curves: what was found, before any statistics.
///
///     Listing([trainLoss, testAccuracy], by: [examples, pooling, seed])
public struct Listing<Element>: Tabulated {
    private let metrics: [Metric<Element>]
    private let factors: [any Factor<Element>]
    private let along: Along?

    /// - Parameter metrics: All numbers, or all curves along the same.
    public init(_ metrics: [Metric<Element>], by factors: [any Factor<Element>]) {
        precondition(!metrics.isEmpty, "a list of no metrics")
        let along = metrics[0].along
        precondition(metrics.allSatisfy { $0.along?.name == along?.name }, "metrics of one list run along the same")
        self.metrics = metrics
        self.factors = factors
        self.along = along
    }

    public var columns: [String] { factors.map(\.name) + (along.map { [$0.name] } ?? []) + metrics.map(\.name) }
    public var numbers: Set<String> { Set((along.map { [$0.name] } ?? []) + metrics.map(\.name)) }

    public func table(_ elements: [Element]) throws -> Table {
        var table = Table(columns: columns)
        for element in elements {
            let own = try factors.map { try $0.field(of: element) }
            let curves = try metrics.map { try $0.replicates([element]).first?.points ?? [] }
            for index in curves[0].indices {
                let points = curves.compactMap { $0.indices.contains(index) && $0[index].x == curves[0][index].x ? $0[index] : nil }
                guard points.count == metrics.count else {
                    throw ArtifactError(
                        "\(own.joined(separator: " ")): \(metrics.map(\.name).joined(separator: ", ")) have other points each")
                }
                table.append(own + (along == nil ? [] : [points[0].x]) + points.map { numberText($0.value) })
            }
        }
        return table
    }
}
