import Plotting

/// A column whose fields tell rows apart: what readers are shown for them, in which order, and on what axis.
public protocol Labelled: Sendable {
    /// The column's name in CSV files.
    var name: String { get }
    /// The fields in their order, where it is declared; nil for numbers, which are ordered by size, and for names in order of appearance.
    var levels: [String]? { get }
    /// How the fields are shown along x.
    var axis: Axis { get }
    /// What readers are shown for a field.
    func title(of field: String) -> String
}

extension Labelled {
    /// The fields that records have, each once: in the declared order, else numbers by size, else by first appearance.
    public func fields(in records: [Record]) -> [String] {
        var seen: Set<String> = []
        let found = records.map { $0[name] }.filter { seen.insert($0).inserted }
        if let levels {
            let known = levels.filter(seen.contains)
            return known + found.filter { !known.contains($0) }
        }
        let numbers = found.map { Double($0) }
        guard numbers.allSatisfy({ $0 != nil }) else { return found }
        return found.sorted { Double($0)! < Double($1)! }
    }

    /// What readers are shown for a record.
    public func title(of record: Record) -> String { title(of: record[name]) }
}

/// What elements, such as runs, are grouped by.
public protocol Factor<Element>: Labelled {
    associatedtype Element
    /// What a CSV file holds for an element; empty for nothing.
    func field(of element: Element) throws -> String
}

/// What a curve runs along, such as training steps: the column of x, and the axis that shows it.
public struct Along: Labelled {
    public let name: String
    public let axis: Axis
    public var levels: [String]? { nil }

    /// - Parameters:
    ///   - name: The column in CSV files, such as `step`.
    ///   - title: The axis's label, such as `Training step`.
    public init(_ name: String, _ title: String) {
        self.name = name
        axis = .linear(title)
    }

    public func title(of field: String) -> String { field }

    /// The steps of a training.
    public static let steps = Along("step", "Training step")
}

/// The names of several metrics or contrasts in one table, as a column that panels or rows can be made of.
public struct Names: Labelled {
    public let name: String
    public let levels: [String]?
    public let axis: Axis
    private let titles: [String: String]

    /// - Parameters:
    ///   - name: The column in CSV files, such as `panel` or `comparison`.
    ///   - metrics: Whose names are its fields, and whose titles readers see.
    public init<Element>(_ name: String, _ metrics: [Metric<Element>]) {
        self.name = name
        levels = metrics.map(\.name)
        axis = .band()
        titles = Dictionary(metrics.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    public func title(of field: String) -> String { titles[field] ?? field }
}
