import Artifact
import Statistics

/// A measured quantity: the mean of repetitions, and the interval that covers the true mean with 95 % probability.
struct Estimate: Sendable, Equatable {
    let mean: Double
    /// Absent where there is one value only, or one that is not finite.
    let interval: ClosedRange<Double>?
    /// How many repetitions, usually seeds.
    let count: Int

    /// Student's t over independent repetitions. Precondition: at least one value.
    init(_ values: [Double]) {
        precondition(!values.isEmpty, "an estimate of no values")
        let summary = Summary(values)
        let (lower, upper) = summary.confidenceInterval()
        self.init(mean: summary.mean, interval: (upper - lower).isFinite ? lower...upper : nil, count: values.count)
    }

    init(mean: Double, interval: ClosedRange<Double>?, count: Int) {
        self.mean = mean
        self.interval = interval
        self.count = count
    }

    /// From a mean and its standard error over `count` repetitions.
    init(mean: Double, standardError: Double, count: Int) {
        precondition(count >= 2 && standardError >= 0, "a standard error of \(standardError) over \(count)")
        let margin = StudentT.twoSidedQuantile(level: 0.95, degreesOfFreedom: count - 1) * standardError
        self.init(mean: mean, interval: mean - margin...mean + margin, count: count)
    }

    /// The same difference, taken the other way round.
    var negated: Estimate {
        Estimate(mean: -mean, interval: interval.map { -$0.upperBound ... -$0.lowerBound }, count: count)
    }

    /// `94.1 [93.6, 94.7]`.
    func text(decimals: Int) -> String {
        func printed(_ value: Double) -> String { fixed(value, decimals: decimals) }
        return printed(mean) + (interval.map { " [\(printed($0.lowerBound)), \(printed($0.upperBound))]" } ?? "")
    }
}
