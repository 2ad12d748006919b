/// Classification of new points by their nearest neighbours among points of known classes, as scikit-learn's
/// `KNeighborsClassifier` does it: of classes with the most votes the lowest wins.
///
/// Of two points at the same distance the one with the lower number is nearer. Distances are computed in doubles.
public struct NeighborClassifier: Sendable {
    /// What is near.
    public enum Metric: Sendable {
        case euclidean
        /// 1 less the cosine of the angle between two points; a point of zeros is at distance 1 from all.
        case cosine
    }

    private let points: [Double]
    private let labels: [Int32]
    private let dimensions: Int
    private let neighbors: Int
    private let metric: Metric

    /// - Parameters:
    ///   - points: row by row.  // (N, D)
    ///   - labels: their classes, from 0 on.  // (N)
    ///   - neighbors: how many vote, 1...N.
    public init(points: [Float], labels: [Int32], neighbors: Int, metric: Metric) {
        precondition(!labels.isEmpty && points.count % labels.count == 0, "\(points.count) coordinates of \(labels.count) points")
        precondition((1...labels.count).contains(neighbors), "\(neighbors) neighbours of \(labels.count) points")
        dimensions = points.count / labels.count
        self.points = Self.prepared(points, dimensions, metric)
        self.labels = labels
        self.neighbors = neighbors
        self.metric = metric
    }

    /// The class of each point.  // (M, D) → (M)
    ///
    /// - Parameter threads: Never changes the result.
    public func predict(_ queries: [Float], threads: Int = 1) -> [Int32] {
        let count = queries.count / dimensions
        let prepared = Self.prepared(queries, dimensions, metric)
        let classes = UnsafeMutableBufferPointer<Int32>.allocate(capacity: max(count, 1))
        defer { classes.deallocate() }
        inParallel(count, by: 64, threads: threads) { rows in
            for row in rows { classes[row] = vote(of: nearest(prepared, row * dimensions)) }
        }
        return Array(classes[..<count])
    }

    /// The share of points, in percent, whose class it predicts.
    public func accuracy(_ queries: [Float], labels: [Int32], threads: Int = 1) -> Double {
        100 * Double(zip(predict(queries, threads: threads), labels).count { $0 == $1 }) / Double(labels.count)
    }

    /// Points of length 1 for the cosine: their squared distance is twice the cosine's.
    private static func prepared(_ points: [Float], _ dimensions: Int, _ metric: Metric) -> [Double] {
        var points = points.map { Double($0) }
        guard metric == .cosine else { return points }
        for start in stride(from: 0, to: points.count, by: dimensions) {
            let row = start..<start + dimensions
            let length = row.reduce(0) { $0 + points[$1] * points[$1] }.squareRoot()
            if length > 0 { for position in row { points[position] /= length } }
        }
        return points
    }

    private func nearest(_ queries: [Double], _ start: Int) -> [Int] {
        var found: [(distance: Double, point: Int)] = []
        for point in labels.indices {
            var distance = 0.0
            for column in 0..<dimensions {
                let difference = queries[start + column] - points[point * dimensions + column]
                distance += difference * difference
            }
            guard found.count < neighbors || distance < found[found.count - 1].distance else { continue }
            if found.count == neighbors { found.removeLast() }
            var position = found.count
            while position > 0, found[position - 1].distance > distance { position -= 1 }
            found.insert((distance, point), at: position)
        }
        return found.map(\.point)
    }

    private func vote(of points: [Int]) -> Int32 {
        var votes: [Int32: Int] = [:]
        for point in points { votes[labels[point], default: 0] += 1 }
        return votes.min { ($1.value, $0.key) < ($0.value, $1.key) }!.key
    }
}
