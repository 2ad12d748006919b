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

    /// What a reader may not expect of the classes: those that no example is of; nil where each has examples in both parts, but for a part
    /// that is empty.
    public var noteOnClasses: String? {
        func missing(_ part: Examples) -> [Int] {
            let known = Set(part.labels)
            return part.count == 0 ? [] : (0..<classCount).filter { !known.contains(Int32($0)) }
        }
        func said(_ classes: [Int], _ purpose: String) -> String? {
            guard let first = classes.first else { return nil }
            let isOne = classes.count == 1
            return isOne
                ? "class \(first) of \(classCount) has no examples to \(purpose)"
                : "\(classes.count) of \(classCount) classes have no examples to \(purpose), the first is \(first)"
        }
        let words = [said(missing(train), "train on"), said(missing(test), "test on")].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: "; ") + "; classes are counted from 0 up to the highest label"
    }

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
