import Kernels
import RandomGenerators

/// How close points are to each other, as probabilities of pairs.
///
/// For each point i, p(j|i) is proportional to exp(-b |xi - xj|^2) over its nearest neighbours j, with b such that the
/// perplexity e^H is the one asked for, H the entropy of p(.|i). p(i, j) = (p(j|i) + p(i|j)) / 2N: symmetric, of sum 1,
/// and sparse. Where all neighbours are equally far, all are equally probable, whatever the perplexity.
/// Source: van der Maaten and Hinton, Visualizing Data using t-SNE (2008).
public struct Affinities: Sendable {
    /// `N`.
    public let count: Int
    /// Pairs (i, j) of point i are at rowStarts[i]..<rowStarts[i + 1].  // (N + 1)
    public let rowStarts: [Int]
    /// The other points j, in increasing order for each i.
    public let columns: [Int32]
    /// p(i, j).
    public let probabilities: [Float]

    /// - Parameters:
    ///   - perplexity: At least 1 and at most the number of neighbours.
    ///   - threads: Never changes the result.
    public init(_ neighbors: NearestNeighbors, perplexity: Double, threads: Int = 1) {
        let (n, k) = (neighbors.count, neighbors.neighbors)
        precondition(perplexity >= 1 && perplexity <= Double(k), "perplexity \(perplexity) of \(k) neighbours")
        let conditional = VectorBuffer(count: n * k)
        let target = naturalLogarithm(perplexity)
        neighbors.squaredDistances.withUnsafeBufferPointer { distances in
            inParallel(n, by: 256, threads: threads) { rows in
                let scratch = VectorBuffer(count: 2 * paddedCount(k))
                for row in rows {
                    Self.calibrate(
                        distances.baseAddress! + row * k, count: k, entropy: target, scratch,
                        into: conditional.start + row * k)
                }
            }
        }
        // Pairs seen from their second point, in the order of the first.
        var reverseStarts = [Int](repeating: 0, count: n + 1)
        for column in neighbors.indices { reverseStarts[Int(column) + 1] += 1 }
        for i in 0..<n { reverseStarts[i + 1] += reverseStarts[i] }
        var next = reverseStarts
        var reverseRows = [Int32](repeating: 0, count: n * k)
        var reverseValues = [Float](repeating: 0, count: n * k)
        for i in 0..<n {
            for entry in i * k..<(i + 1) * k {
                let j = Int(neighbors.indices[entry])
                reverseRows[next[j]] = Int32(i)
                reverseValues[next[j]] = conditional[entry]
                next[j] += 1
            }
        }
        var starts = [0]
        var columns: [Int32] = []
        var values: [Float] = []
        starts.reserveCapacity(n + 1)
        columns.reserveCapacity(2 * n * k)
        values.reserveCapacity(2 * n * k)
        let scale = 0.5 / Double(n)
        for i in 0..<n {
            let forward = (i * k..<(i + 1) * k).sorted { neighbors.indices[$0] < neighbors.indices[$1] }
            var (a, b) = (0, reverseStarts[i])
            while a < k || b < reverseStarts[i + 1] {
                let j1 = a < k ? neighbors.indices[forward[a]] : .max
                let j2 = b < reverseStarts[i + 1] ? reverseRows[b] : .max
                var sum = 0.0
                if j1 <= j2 {
                    sum += Double(conditional[forward[a]])
                    a += 1
                }
                if j2 <= j1 {
                    sum += Double(reverseValues[b])
                    b += 1
                }
                columns.append(min(j1, j2))
                values.append(Float(sum * scale))
            }
            starts.append(columns.count)
        }
        count = n
        rowStarts = starts
        self.columns = columns
        probabilities = values
    }

    /// Finds b by doubling, then halving the interval, until the entropy is right to 1e-6 or b cannot change any more.
    private static func calibrate(
        _ distances: UnsafePointer<Float>, count: Int, entropy target: Double, _ scratch: VectorBuffer,
        into result: UnsafeMutablePointer<Float>
    ) {
        // In units of the mean: b is then near 1, whatever the scale of the points.
        let nearest = Double(distances[0])
        var mean = 0.0
        for j in 0..<count { mean += Double(distances[j]) - nearest }
        mean /= Double(count)
        let unit = mean > 0 ? 1 / mean : 0
        let padded = paddedCount(count)
        let (offsets, weights) = (scratch.start, scratch.start + padded)
        for j in 0..<padded { offsets[j] = j < count ? Float((Double(distances[j]) - nearest) * unit) : .infinity }
        var (low, high, beta) = (0.0, Double.infinity, 1.0)
        for _ in 0..<80 {
            var (sum, weighted) = (0.0, 0.0)
            for j in stride(from: 0, to: padded, by: laneCount) {
                weights.setLanes(j, offsets.lanes(j) * Float(-beta))
            }
            Elementary.exp(weights, into: weights, count: padded)
            for j in 0..<count {
                sum += Double(weights[j])
                weighted += Double(weights[j]) * Double(offsets[j])
            }
            let entropy = naturalLogarithm(sum) + beta * weighted / sum
            if (entropy - target).magnitude < 1e-6 { break }
            if entropy > target { low = beta } else { high = beta }
            let middle = high == .infinity ? 2 * beta : (low + high) / 2
            // Beyond this only the neighbours at the smallest distance count, and nothing changes that.
            guard middle != beta, middle < 1e30 else { break }
            beta = middle
        }
        var sum = 0.0
        for j in 0..<count { sum += Double(weights[j]) }
        for j in 0..<count { result[j] = Float(Double(weights[j]) / sum) }
    }
}
