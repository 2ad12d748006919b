/// The signals of a file, with their labels where the file has them: what a trained model is used on.
public struct SignalFile: Sendable, Hashable {
    /// Signals of one part.
    public struct Part: Sendable, Hashable {
        /// One signal after the other.  // (N, L)
        public let features: [Float]
        /// The class of each; nil where the file does not say.  // (N)
        public let labels: [Int32]?
        public let count: Int
    }

    /// `L`, the points of a signal.
    public let length: Int
    public let train: Part
    /// Without signals where the file has none to test on.
    public let test: Part

    /// Reads a file as ``Dataset/init(contentsOf:)`` does, but needs no labels. An error names the file and what was expected of it.
    public init(contentsOf path: String) throws(DatasetError) {
        if Dataset.isTable(path) {
            try self.init(SignalTable(csv: readFile(path), source: path))
        } else {
            try self.init(NPZArchive(signals: readFile(path), source: path), source: path)
        }
    }

    /// The signals of a dataset, as if they came from a file.
    public init(_ dataset: Dataset) {
        func part(_ examples: Examples) -> Part {
            Part(features: examples.features, labels: examples.labels, count: examples.count)
        }
        (length, train, test) = (dataset.length, part(dataset.train), part(dataset.test))
    }

    init(_ table: SignalTable) {
        func part(test: Bool) -> Part {
            let rows = table.rows(test: test)
            return Part(
                features: rows.flatMap { table.features[$0 * table.length..<($0 + 1) * table.length] },
                labels: table.labels.map { labels in rows.map { labels[$0] } }, count: rows.count)
        }
        (length, train, test) = (table.length, part(test: false), part(test: true))
    }

    /// The signals in the arrays of an archive. `source` names it in errors.
    public init(_ archive: NPZArchive, source: String) throws(DatasetError) {
        func part(_ signals: String, _ labels: String, length: Int?) throws(DatasetError) -> (Part, Int) {
            if archive[signals] == nil, let length { return (Part(features: [], labels: nil, count: 0), length) }
            let (features, count, found) = try Dataset.signals(archive, source, signals)
            let known = archive[labels] == nil ? nil : try Dataset.labels(archive, source, labels, count: count)
            guard found == length ?? found else {
                throw DatasetError("\(source), \(signals): expected signals of \(length!) points as in x, found \(found)")
            }
            return (Part(features: features, labels: known, count: count), found)
        }
        let (train, length) = try part("x", "y", length: nil)
        (self.train, self.length) = (train, length)
        test = try part("x_test", "y_test", length: length).0
    }
}
