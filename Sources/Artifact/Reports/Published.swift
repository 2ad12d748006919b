/// Numbers that others published: a CSV file of the folder `Data/published`, and the settings at which they hold.
///
///     let notebook = try published("pooling-notebook.csv", "testAccuracy", ignoring: ["steps", "evaluationInterval"])
///     notebook.isShown                      // whether any planned run has the authors' settings
///     Column.published(notebook)            // the number for each row of a table
///
/// One column of the file holds the numbers; all its others are looked up in the row of the same fields. `Data/published/README.md` says
/// where each file comes from.
public struct Published<Element> {
    /// Whether any of the runs has the settings.
    public let isShown: Bool
    private let file: PublishedFile
    private let holds: (Element) -> Bool

    /// - Parameters:
    ///   - path: Of the file.
    ///   - column: The column with the numbers.
    ///   - isShown: Whether the numbers stand beside any of the runs.
    ///   - holds: Whether they may stand beside a run.
    public init(_ path: String, _ column: String, isShown: Bool, holds: @escaping (Element) -> Bool) {
        self.init(PublishedFile(path: path, column: column), isShown: isShown, holds: holds)
    }

    /// The same beside some of the elements alone, such as the run with the authors' seed.
    public func only(_ isIncluded: @escaping (Element) -> Bool) -> Published {
        let holds = holds
        return Published(file, isShown: isShown) { holds($0) && isIncluded($0) }
    }

    private init(_ file: PublishedFile, isShown: Bool, holds: @escaping (Element) -> Bool) {
        self.file = file
        self.isShown = isShown
        self.holds = holds
    }

    /// The number for a row; nil where there is none, or the settings are others. The file is read when it is first needed.
    func value(_ fields: [String: String], _ element: Element) throws -> Double? {
        guard isShown, holds(element) else { return nil }
        return try file.value(fields)
    }
}

private final class PublishedFile {
    private let path: String
    private let column: String
    private var read: (keys: [String], values: [[String]: Double])?

    init(path: String, column: String) { (self.path, self.column) = (path, column) }

    func value(_ fields: [String: String]) throws -> Double? {
        let (keys, values) = try contents()
        for key in keys where fields[key] == nil {
            throw ArtifactError("\(path): has the column \(key), which the table beside it does not have")
        }
        return values[keys.map { fields[$0]! }]
    }

    /// The table in a file.
    static func table(_ path: String) throws -> Table {
        guard let table = try CSV.table(at: path) else {
            throw ArtifactError("\(path): is not there; run in the package's folder, or name that with --package")
        }
        return table
    }

    private func contents() throws -> (keys: [String], values: [[String]: Double]) {
        if let read { return read }
        let table = try Self.table(path)
        let records = try table.records(columns: [column], numbers: [column], source: path)
        let keys = table.columns.filter { $0 != column }
        var values: [[String]: Double] = [:]
        for record in records {
            let key = keys.map { record[$0] }
            guard let value = record.number(column), values.updateValue(value, forKey: key) == nil else {
                throw ArtifactError("\(path): expected one number for \(key.joined(separator: ", "))")
            }
        }
        read = (keys, values)
        return (keys, values)
    }
}

extension Experiment {
    /// Numbers of a file in `Data/published` that hold for runs with the paper's settings.
    ///
    /// - Parameters:
    ///   - file: Its name.
    ///   - column: The column with the numbers.
    ///   - paths: Parameters that may differ: see ``papers(ignoring:at:options:)``.
    public func published(_ file: String, _ column: String, ignoring paths: Set<String> = []) throws -> Published<Run> {
        let holds = try papers(ignoring: paths)
        return Published(
            "\(options.package)/Data/published/\(file)", column, isShown: try plannedConfigurations().contains(where: holds),
            holds: { holds($0.configuration) })
    }

    /// The rows of a file in `Data/published`, for numbers that come in a table of their own.
    ///
    /// - Parameter numbers: Its columns of numbers, which may be empty.
    public func publishedRecords(_ file: String, numbers: Set<String>) throws -> [Record] {
        let path = "\(options.package)/Data/published/\(file)"
        let table = try PublishedFile.table(path)
        return try table.records(columns: table.columns, numbers: numbers, source: path)
    }
}
