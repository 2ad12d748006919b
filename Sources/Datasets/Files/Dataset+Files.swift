extension Dataset {
    /// Reads a dataset from a file: a table where its name ends in `.csv`, otherwise a `.npz` file.
    ///
    /// A table is as ``SignalTable`` says, with labels; without a column `split` there are no test examples. A `.npz` file has
    /// arrays x (M, L) and x_test (N - M, L) of floating-point numbers, and y (M) and y_test (N - M) of integers, the labels;
    /// other arrays are passed over unread. Both kinds that `mnist1d generate` writes are read, as the same dataset.
    ///
    /// Classes are counted up to the highest label, but there are at least two. An error names the file, the array or the row and
    /// column, and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        try self.init(bytes: readFile(path), source: path)
    }

    /// The dataset in the bytes of a file, whose name in `source` says of which kind it is.
    init(bytes: [UInt8], source: String) throws(DatasetError) {
        if Self.isTable(source) {
            try self.init(SignalTable(csv: bytes, source: source), source: source)
        } else {
            try self.init(NPZArchive(npz: bytes, source: source, only: Self.arrays), source: source)
        }
    }

    /// The dataset in the arrays of an archive. `source` names it in errors.
    public init(_ archive: NPZArchive, source: String) throws(DatasetError) {
        let train = try Self.examples(archive, source, "x", "y")
        let test = try Self.examples(archive, source, "x_test", "y_test")
        guard train.length == test.length else {
            throw DatasetError(
                "\(source), x_test: expected signals of \(train.length) points as in x, found \(test.length)")
        }
        guard train.count > 0 else {
            throw DatasetError("\(source), x: expected at least one training example, found none")
        }
        self.init(train, test)
    }

    /// The dataset in a table. `source` names it in errors.
    public init(_ table: SignalTable, source: String) throws(DatasetError) {
        guard let labels = table.labels else {
            throw DatasetError("\(source): expected a column named label with the classes of the signals, found none")
        }
        let all = Examples(features: table.features, labels: labels, length: table.length)
        let train = all.subset(table.rows(test: false))
        guard train.count > 0 else {
            throw DatasetError("\(source): expected at least one row to train on, found none")
        }
        self.init(train, all.subset(table.rows(test: true)))
    }

    private init(_ train: Examples, _ test: Examples) {
        let highest = max(train.labels.max() ?? 0, test.labels.max() ?? 0)
        self.init(train: train, test: test, classCount: max(2, Int(highest) + 1))
    }

    static func isTable(_ path: String) -> Bool { path.lowercased().hasSuffix(".csv") }

    /// The arrays of a `.npz` file that are read.
    static let arrays = ["x", "y", "x_test", "y_test"]

    // MARK: Arrays

    private static func examples(
        _ archive: NPZArchive, _ source: String, _ x: String, _ y: String
    ) throws(DatasetError) -> Examples {
        let (features, count, length) = try signals(archive, source, x)
        return try Examples(features: features, labels: labels(archive, source, y, count: count), length: length)
    }

    private static func array(_ archive: NPZArchive, _ source: String, _ name: String) throws(DatasetError) -> NPYArray {
        guard let array = archive[name] else {
            let found = (archive.entries.map(\.name) + archive.passedOver).joined(separator: ", ")
            throw DatasetError(
                "\(source): expected an array named \(name), found \(found.isEmpty ? "none" : found)")
        }
        return array
    }

    static func signals(
        _ archive: NPZArchive, _ source: String, _ name: String
    ) throws(DatasetError) -> (features: [Float], count: Int, length: Int) {
        let x = try array(archive, source, name)
        guard let features = x.floats, x.shape.count == 2, x.shape[1] > 0 else {
            throw DatasetError(
                "\(source), \(name): expected floating-point signals of shape (examples, points), "
                    + "found \(x.elements.typeName) of shape \(x.shape)")
        }
        if let wrong = features.firstIndex(where: { !$0.isFinite }) {
            throw DatasetError(
                "\(source), \(name): expected finite numbers, found \(features[wrong]) in example \(wrong / x.shape[1])")
        }
        return (features, x.shape[0], x.shape[1])
    }

    /// The highest label that is taken: a model has one output for each class.
    static let highestLabel = 9999

    static func labels(
        _ archive: NPZArchive, _ source: String, _ name: String, count: Int
    ) throws(DatasetError) -> [Int32] {
        let array = try array(archive, source, name)
        guard let labels = array.integers, array.shape == [count] else {
            throw DatasetError(
                "\(source), \(name): expected \(count) integer labels, one per example, found "
                    + "\(array.elements.typeName) of shape \(array.shape)")
        }
        if let wrong = labels.firstIndex(where: { !(0...highestLabel).contains($0) }) {
            throw DatasetError(
                "\(source), \(name): expected labels from 0 to \(highestLabel), found \(labels[wrong]) "
                    + "at example \(wrong)")
        }
        return labels.map { Int32($0) }
    }
}
