/// Examples to train on and examples to test on.
public struct Dataset: Sendable, Hashable, Codable {
    public let train: Examples
    public let test: Examples
    /// Number of classes; labels are 0..<classCount.
    public let classCount: Int

    /// Takes two sets of signals of the same length, with labels in 0..<classCount.
    public init(train: Examples, test: Examples, classCount: Int = 10) {
        precondition(
            train.length == test.length,
            "training signals have \(train.length) points, test signals \(test.length)")
        precondition(
            (train.labels + test.labels).allSatisfy { $0 >= 0 && $0 < classCount },
            "a label is outside 0..<\(classCount)")
        self.train = train
        self.test = test
        self.classCount = classCount
    }

    /// Points per signal.
    public var length: Int { train.length }

    /// ``Examples/permutingPositions(_:)`` on both parts.
    public func permutingPositions(_ permutation: [Int]) -> Dataset {
        Dataset(
            train: train.permutingPositions(permutation),
            test: test.permutingPositions(permutation), classCount: classCount)
    }

    /// ``Examples/reversingPositions()`` on both parts.
    public func reversingPositions() -> Dataset {
        Dataset(
            train: train.reversingPositions(), test: test.reversingPositions(),
            classCount: classCount)
    }
}
