/// Smoothing with a Gaussian of standard deviation 2 points, cut off at 4 standard deviations.
///
///     y[i] = sum over d in -8...8 of w[|d|] x[i + d],   w[d] = exp(-d^2/8) / sum
///
/// Beyond its ends a signal is reflected about the edge of its last point (a b c d | d c b a), as in
/// SciPy's `gaussian_filter(x, 2)`, whose order of operations this follows.
enum GaussianFilter {
    static let radius = 8

    /// w[0] to w[8], divided by the sum of all 17.
    static let weights: [Double] = {
        let all = (-radius...radius).map { exponentials[abs($0)] }
        let sum = pairwiseSum(all)
        return exponentials.map { $0 / sum }
    }()

    /// exp(-d^2/8) for d = 0 to 8: the doubles nearest to the exact values, so that no exponential
    /// function is needed. A test compares the filter with one made by the C library's function.
    static let exponentials: [Double] = [
        1,
        0.8824969025845955,
        0.6065306597126334,
        0.32465246735834974,
        0.1353352832366127,
        0.04393693362340742,
        0.011108996538242306,
        0.002187491118182885,
        0.00033546262790251185,
    ]

    /// The filtered value at one point.
    @inline(__always)
    static func value(
        at center: Int, of signal: UnsafeBufferPointer<Double>,
        _ weights: UnsafeBufferPointer<Double>
    ) -> Double {
        let count = signal.count
        var sum = signal[center] * weights[0]
        if center >= radius && center + radius < count {
            for distance in stride(from: radius, to: 0, by: -1) {
                sum += (signal[center - distance] + signal[center + distance]) * weights[distance]
            }
        } else {
            for distance in stride(from: radius, to: 0, by: -1) {
                let before = signal[reflected(center - distance, count)]
                let after = signal[reflected(center + distance, count)]
                sum += (before + after) * weights[distance]
            }
        }
        return sum
    }

    /// The index inside a signal that an index outside it mirrors.
    static func reflected(_ index: Int, _ count: Int) -> Int {
        let period = 2 * count
        let wrapped = ((index % period) + period) % period
        return wrapped < count ? wrapped : period - 1 - wrapped
    }
}
