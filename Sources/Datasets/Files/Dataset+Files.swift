extension Dataset {
    /// Reads a dataset from a `.npz` file with arrays x (M, L) and x_test (N - M, L) of floating-point
    /// numbers, and y (M) and y_test (N - M) of integers, the labels; other arrays are passed over unread.
    ///
    /// Classes are counted up to the highest label, but there are at least two. An error names the
    /// file, the array and what was expected of it.
    public init(contentsOf path: String) throws(DatasetError) {
        try self.init(NPZArchive(contentsOf: path, only: ["x", "y", "x_test", "y_test"]), source: path)
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
        let highest = max(train.labels.max() ?? 0, test.labels.max() ?? 0)
        self.init(train: train, test: test, classCount: max(2, Int(highest) + 1))
    }

    private static func examples(
        _ archive: NPZArchive, _ source: String, _ signals: String, _ labels: String
    ) throws(DatasetError) -> Examples {
        func array(_ name: String) throws(DatasetError) -> NPYArray {
            guard let array = archive[name] else {
                let found = (archive.entries.map(\.name) + archive.passedOver).joined(separator: ", ")
                throw DatasetError(
                    "\(source): expected an array named \(name), found \(found.isEmpty ? "none" : found)")
            }
            return array
        }
        let x = try array(signals)
        guard let features = x.floats, x.shape.count == 2, x.shape[1] > 0 else {
            throw DatasetError(
                "\(source), \(signals): expected floating-point signals of shape (examples, points), "
                    + "found \(x.elements.typeName) of shape \(x.shape)")
        }
        guard let wrong = features.firstIndex(where: { !$0.isFinite }) else {
            return try Examples(
                features: features,
                labels: checked(array(labels), labels, count: x.shape[0], source), length: x.shape[1])
        }
        throw DatasetError(
            "\(source), \(signals): expected finite numbers, found \(features[wrong]) in example "
                + "\(wrong / x.shape[1])")
    }

    /// The highest label that is taken: a model has one output for each class.
    private static let highestLabel = 9999

    private static func checked(
        _ array: NPYArray, _ name: String, count: Int, _ source: String
    ) throws(DatasetError) -> [Int32] {
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
