/// A part of a number of independent trials, such as the wrong answers among all answers.
public struct Proportion: Sendable, Equatable {
    public let count: Int
    public let trials: Int

    /// Precondition: 0 <= count <= trials, and at least one trial.
    public init(_ count: Int, of trials: Int) {
        precondition(trials > 0 && (0...trials).contains(count), "\(count) of \(trials) is no proportion")
        self.count = count
        self.trials = trials
    }

    /// count / trials.
    public var value: Double { Double(count) / Double(trials) }

    /// The score interval of E. B. Wilson (1927) at 95 %, within 0...1, also where the proportion is 0 or 1.
    public var confidenceInterval95: (lower: Double, upper: Double) { wilson(z: 1.959963984540054) }

    /// The score interval with `tail` on each side.
    public func wilson(tail: Double) -> (lower: Double, upper: Double) { wilson(z: Normal.upperQuantile(tail)) }

    /// (p + z²/2n ± z sqrt(p (1 - p)/n + z²/4n²)) / (1 + z²/n), with p the proportion and n the trials.
    private func wilson(z: Double) -> (lower: Double, upper: Double) {
        let n = Double(trials)
        let (p, square) = (value, z * z)
        let middle = p + square / (2 * n)
        let margin = z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
        let scale = 1 + square / n
        return (
            count == 0 ? 0 : max(0, (middle - margin) / scale),
            count == trials ? 1 : min(1, (middle + margin) / scale)
        )
    }
}
