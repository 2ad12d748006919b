import Kernels
import RandomGenerators

/// The Kullback-Leibler divergence of a layout from the affinities: the sum over their pairs of
/// p(i, j) log(p(i, j) / q(i, j)), with q(i, j) = 1 / ((1 + |yi - yj|^2) Z) and Z summed over all pairs, exactly.
func divergence(_ affinities: Affinities, _ layout: Layout, threads: Int) -> Double {
    let n = affinities.count
    let (x, y) = (VectorBuffer(count: paddedCount(n)), VectorBuffer(count: paddedCount(n)))
    let z = ExactRepulsion(count: n).evaluate(layout, into: x, y, threads: threads)
    let blocks = (n + 255) / 256
    let sums = UnsafeMutableBufferPointer<Double>.allocate(capacity: max(blocks, 1))
    defer { sums.deallocate() }
    sums.initialize(repeating: 0)
    inParallel(n, by: 256, threads: threads) { points in
        var sum = 0.0
        for i in points {
            for pair in affinities.rowStarts[i]..<affinities.rowStarts[i + 1] {
                let p = Double(affinities.probabilities[pair])
                guard p > 0 else { continue }
                let j = Int(affinities.columns[pair])
                let (dx, dy) = (Double(layout.x[i] - layout.x[j]), Double(layout.y[i] - layout.y[j]))
                sum += p * naturalLogarithm(p * z * (1 + dx * dx + dy * dy))
            }
        }
        sums[points.lowerBound / 256] = sum
    }
    return sums.reduce(0, +)
}
