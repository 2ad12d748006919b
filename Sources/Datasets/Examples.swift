/// Labelled one-dimensional signals, as a training loop reads them.
///
/// Letters in shapes: `N` examples, `L` points per signal.
public struct Examples: Sendable, Hashable, Codable {
    /// `N`.
    public let count: Int
    /// `L`.
    public let length: Int
    /// The signals, one after the other.  // (N, L)
    public let features: [Float]
    /// The class of each signal.  // (N)
    public let labels: [Int32]

    /// Takes signals of `length` points, one for each label.
    public init(features: [Float], labels: [Int32], length: Int) {
        precondition(
            length > 0 && features.count == labels.count * length,
            "\(labels.count) signals of \(length) points do not have \(features.count) features")
        count = labels.count
        self.length = length
        self.features = features
        self.labels = labels
    }

    /// The same examples with their points in another order: point `j` of the result is point
    /// `permutation[j]`, as in NumPy's `x[:, permutation]`.
    ///
    /// `permutation` holds each of 0..<L once.
    public func permutingPositions(_ permutation: [Int]) -> Examples {
        precondition(
            permutation.sorted() == Array(0..<length),
            "not a permutation of the \(length) positions")
        var result: [Float] = []
        result.reserveCapacity(features.count)
        for start in stride(from: 0, to: features.count, by: length) {
            for position in permutation { result.append(features[start + position]) }
        }
        return Examples(features: result, labels: labels, length: length)
    }

    /// The same examples, each read from its last point to its first.
    public func reversingPositions() -> Examples {
        permutingPositions((0..<length).reversed())
    }

    /// The examples of one range, in order.
    public func subset(_ range: Range<Int>) -> Examples {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= count, "\(range) is outside 0..<\(count)")
        return Examples(
            features: Array(features[range.lowerBound * length..<range.upperBound * length]),
            labels: Array(labels[range]), length: length)
    }

    /// The examples with these numbers, in the order of the numbers; one may come more than once.
    public func subset(_ indices: [Int]) -> Examples {
        var result: [Float] = []
        result.reserveCapacity(indices.count * length)
        for index in indices {
            precondition(index >= 0 && index < count, "\(index) is outside 0..<\(count)")
            result += features[index * length..<(index + 1) * length]
        }
        return Examples(features: result, labels: indices.map { labels[$0] }, length: length)
    }

    /// The same signals with other labels, for example noisy ones.
    public func relabelled(_ labels: [Int32]) -> Examples {
        Examples(features: features, labels: labels, length: length)
    }
}
