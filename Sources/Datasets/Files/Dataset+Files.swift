extension Dataset {
    /// Reads a dataset from a file: a table where its name ends in `.csv`, otherwise what ``NPZArchive/init(signals:source:)`` reads.
    ///
    /// A table is as ``SignalTable`` says, with labels; without a column `split` there are no test examples. An archive has arrays x (M, L)
    /// and x_test (N - M, L) of numbers, and y (M) and y_test (N - M), the labels, which are whole numbers of any type; without x_test and
    /// y_test there are no test examples, and other arrays are passed over unread. Signals of one channel, as PyTorch has them, (M, 1, L),
    /// are read as well. Both kinds that `mnist1d generate` writes are read, as the same dataset.
    ///
    /// Classes are counted up to the highest label, but there are at least two. An error names the file, the array or the row and
    /// column, and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        if Self.isTable(path) {
            try self.init(SignalTable(csv: readFile(path), source: path), source: path)
        } else {
            try self.init(NPZArchive(signals: readFile(path), source: path), source: path)
        }
    }

    /// The dataset in the arrays of an archive. `source` names it in errors.
    public init(_ archive: NPZArchive, source: String) throws(DatasetError) {
        let train = try Self.examples(archive, source, "x", "y")
        let hasTest = archive["x_test"] != nil || archive["y_test"] != nil
        let test = hasTest ? try Self.examples(archive, source, "x_test", "y_test") : train.subset(0..<0)
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
            let names = archive.entries.map(\.name) + archive.passedOver
            let found = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
            throw DatasetError(
                "\(source): expected an array named \(name), found \(found.isEmpty ? "none" : found)")
        }
        return array
    }

    static func signals(
        _ archive: NPZArchive, _ source: String, _ name: String
    ) throws(DatasetError) -> (features: [Float], count: Int, length: Int) {
        let x = try array(archive, source, name)
        // The one channel of a convolution's input is no dimension of a signal.
        let shape = x.shape.count == 3 && x.shape[1...].contains(1) ? [x.shape[0], x.shape[1] * x.shape[2]] : x.shape
        guard shape.count == 2, shape[1] > 0 else {
            throw DatasetError("\(source), \(name): expected signals of shape (examples, points), found the shape \(x.shape)")
        }
        let features = x.floats ?? x.integers!.map { Float($0) }
        if let wrong = features.firstIndex(where: { !$0.isFinite }) {
            throw DatasetError(
                "\(source), \(name): expected finite numbers, found \(x.numbers[wrong]) in example \(wrong / shape[1])")
        }
        return (features, shape[0], shape[1])
    }

    /// The highest label that is taken: a model has one output for each class.
    static let highestLabel = 9999

    /// Labels of any type of numbers, as programs write 3.0 that know floating-point columns only.
    static func labels(
        _ archive: NPZArchive, _ source: String, _ name: String, count: Int
    ) throws(DatasetError) -> [Int32] {
        let array = try array(archive, source, name)
        guard array.shape == [count] || array.shape == [count, 1] else {
            let isOneHot = array.shape.count == 2 && array.shape[0] == count
            throw DatasetError(
                "\(source), \(name): expected \(count) labels, one per example, found the shape \(array.shape)"
                    + (isOneHot ? "; the classes of one-hot rows are \(name).argmax(1)" : ""))
        }
        let numbers = array.numbers
        if let wrong = numbers.firstIndex(where: { Int32(exactly: $0).map { !(0...Int32(highestLabel)).contains($0) } ?? true }) {
            throw DatasetError(
                "\(source), \(name): expected labels, whole numbers from 0 to \(highestLabel), found "
                    + "\(array.integers.map { "\($0[wrong])" } ?? "\(numbers[wrong])") at example \(wrong)")
        }
        return numbers.map { Int32($0) }
    }
}

extension NPZArchive {
    /// The arrays of a dataset in the bytes of a file: a `.npz` file or a pickle, as the authors' `mnist1d_data.pkl` is one. A file of
    /// another kind is an error that says what it is.
    public init(signals bytes: [UInt8], source: String) throws(DatasetError) {
        if bytes.starts(with: [0x80]) {
            try self.init(pickle: bytes, source: source, only: Dataset.arrays)
        } else if bytes.starts(with: "PK".utf8) {
            try self.init(npz: bytes, source: source, only: Dataset.arrays)
        } else if let advice = FileKind.advice(bytes, path: source) {
            throw DatasetError("\(source): \(advice)")
        } else {
            throw DatasetError("\(source): expected a .npz file, or a table in a file whose name ends in .csv")
        }
    }
}
