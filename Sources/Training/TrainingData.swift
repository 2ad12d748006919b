import Autodiff
import Datasets
import NeuralNetworks

/// What a training reads: columns of numbers by name, with a row for each example. A batch has them with the examples in the
/// last axis.
///
///     let data = TrainingData(["features": Column(x, shape: [40]), "targets": Column(angles)])
public struct TrainingData: Sendable {
    /// The numbers of one name.
    public struct Column: Sendable {
        enum Values: Sendable {
            case numbers([Float])
            case labels([Int32])
        }

        /// The shape of one example's numbers; none for a single number.
        public let shape: [Int]
        let values: Values

        /// One example's numbers after the other, `shape` each.  // (N, shape…)
        public init(_ values: [Float], shape: [Int] = []) {
            self.shape = shape
            self.values = .numbers(values)
        }

        /// Labels, which a batch has as one-hot columns (K).
        ///
        /// - Throws: a `ModelError` that names a label outside 0 ..< K.
        public init(labels: [Int32], classCount: Int) throws(ModelError) {
            if let index = labels.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
                throw ModelError("example \(index) has the label \(labels[index]), which is none of the classes 0 to \(classCount - 1)")
            }
            shape = [classCount]
            values = .labels(labels)
        }

        /// The number of examples; nil where the numbers do not fit the shape.
        var count: Int? {
            switch values {
            case .labels(let labels): labels.count
            case .numbers(let numbers):
                numbers.isEmpty ? 0 : numbers.count % size == 0 ? numbers.count / size : nil
            }
        }

        private var size: Int { max(shape.reduce(1, *), 1) }

        fileprivate func subset(_ chosen: some Collection<Int>) -> Column {
            switch values {
            case .labels(let labels): Column(shape, .labels(chosen.map { labels[$0] }))
            case .numbers(let numbers): Column(shape, .numbers(chosen.flatMap { numbers[$0 * size..<($0 + 1) * size] }))
            }
        }

        private init(_ shape: [Int], _ values: Values) {
            self.shape = shape
            self.values = values
        }
    }

    /// The number of examples.
    public let count: Int
    /// In order.
    public let columns: [(name: String, column: Column)]

    /// Precondition: all columns have as many examples.
    public init(_ columns: KeyValuePairs<String, Column>) { self.init(columns.map { ($0.key, $0.value) }) }

    /// Features (L) and one-hot targets (K) of some examples.
    ///
    /// - Throws: a `ModelError` that names a label outside 0 ..< K.
    public init(_ examples: Examples, classCount: Int = 10) throws(ModelError) {
        self.init([
            ("features", Column(examples.features, shape: [examples.length])),
            ("targets", try Column(labels: examples.labels, classCount: classCount)),
        ])
    }

    private init(_ columns: [(name: String, column: Column)]) {
        count = columns.first?.column.count ?? 0
        for (name, column) in columns {
            precondition(
                column.count == count,
                "\(name): \(column.count.map { "\($0) examples" } ?? "numbers that do not fill the shape \(column.shape)"), expected \(count)"
            )
        }
        self.columns = columns
    }

    /// The column of this name.
    public subscript(name: String) -> Column? { columns.first { $0.name == name }?.column }

    /// The examples with these numbers, in the order of the numbers.
    public func subset(_ chosen: some Collection<Int>) -> TrainingData {
        TrainingData(columns.map { ($0.name, $0.column.subset(chosen)) })
    }

    /// The same with other numbers of one name, for transformations of batches.
    public func replacing(_ name: String, _ change: (inout [Float]) -> Void) -> TrainingData {
        TrainingData(
            columns.map { known, column in
                guard known == name, case .numbers(var numbers) = column.values else { return (known, column) }
                change(&numbers)
                return (known, Column(numbers, shape: column.shape))
            })
    }

    /// The shapes of a batch.
    func shapes(count: Int) -> [(name: String, shape: Shape)] { columns.map { ($0.name, Shape($0.column.shape + [count])) } }

    /// The number of classes where the targets are labels.
    var classCount: Int? {
        guard let targets = self["targets"], case .labels = targets.values else { return nil }
        return targets.shape[0]
    }
}

extension TrainingData.Column {
    /// Puts some examples into the columns of a buffer (shape…, count).
    func fill(_ buffer: TensorBuffer, _ chosen: some Collection<Int>) {
        switch values {
        case .numbers(let numbers):
            let size = buffer.shape.rows
            numbers.withUnsafeBufferPointer { numbers in
                buffer.withRows { row in
                    for position in 0..<size {
                        let values = row(position)
                        for (column, example) in chosen.enumerated() { values[column] = numbers[example * size + position] }
                    }
                }
            }
        case .labels(let labels):
            buffer.clear()
            buffer.withRows { row in
                for (column, example) in chosen.enumerated() { row(Int(labels[example]))[column] = 1 }
            }
        }
    }
}
