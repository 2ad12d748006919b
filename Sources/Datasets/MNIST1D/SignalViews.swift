import RandomGenerators

/// Random views of signals, which contrastive learning compares: mean and slope of a signal are taken away, its points are
/// rolled, and another slope and offset are added.
///
/// A signal x of L points loses its mean and Σ x t / Σ t² times t, with t = index - (L - 1)/2; point i becomes point
/// (i + shift) mod L; then slope · t + offset is added. Source: the paper's version of 2024, section on self-supervised learning.
public struct SignalViews: Sendable {
    /// How views are drawn.
    public struct Configuration: Codable, Hashable, Sendable {
        /// Shifts are uniform over 0 ..< this.
        public var shifts = 10
        /// Slopes are normal with mean 0 and this deviation, per point.
        public var slopeDeviation: Float = 0.04
        public var offsetDeviation: Float = 0.3

        public init() {}
    }

    private let configuration: Configuration
    /// Without means and slopes.  // (N, L)
    private let signals: [Float]
    private let positions: [Float]

    public init(_ examples: Examples, _ configuration: Configuration) {
        let length = examples.length
        let positions = (0..<length).map { Float($0) - Float(length - 1) / 2 }
        let squares = positions.reduce(0) { $0 + $1 * $1 }
        var signals: [Float] = []
        signals.reserveCapacity(examples.features.count)
        for start in stride(from: 0, to: examples.features.count, by: length) {
            let x = examples.features[start..<start + length]
            let mean = x.reduce(0, +) / Float(length)
            let slope = zip(x, positions).reduce(0) { $0 + $1.0 * $1.1 } / squares
            signals += zip(x, positions).map { $0 - mean - slope * $1 }
        }
        (self.configuration, self.signals, self.positions) = (configuration, signals, positions)
    }

    /// A view of each of some examples, at least 16, one after the other.  // (examples.count, L)
    ///
    /// Draws a shift for each example (`randint(0, shifts)`) from the first stream, then all slopes and all offsets from the
    /// second.
    public func callAsFunction(
        of examples: some Collection<Int>, shifts: inout NumPyRandomState, _ generator: inout TorchGenerator
    ) -> [Float] {
        let (count, length) = (examples.count, positions.count)
        let rolls = (0..<count).map { _ in shifts.randint(0, configuration.shifts) }
        let slopes = generator.normal(count: count, deviation: configuration.slopeDeviation)
        let offsets = generator.normal(count: count, deviation: configuration.offsetDeviation)
        var views = [Float](repeating: 0, count: count * length)
        for (row, example) in examples.enumerated() {
            for point in 0..<length {
                let target = (point + rolls[row]) % length
                views[row * length + target] =
                    signals[example * length + point] + slopes[row] * positions[target] + offsets[row]
            }
        }
        return views
    }
}
