/// Mean and spread of a sample, such as the final accuracies of several seeds.
///
/// Computed from sums in the order of the values and `sqrt` alone, so that the bits are the same everywhere.
public struct Summary: Sendable, Equatable {
    public let count: Int
    /// The mean; NaN of no values.
    public let mean: Double
    /// The sample standard deviation, with n - 1; NaN of fewer than two values.
    public let standardDeviation: Double

    /// The summary of values in any order; the order decides the last bits of their sum.
    public init(_ values: [Double]) {
        count = values.count
        let sum = values.reduce(0, +)
        let mean = values.isEmpty ? Double.nan : sum / Double(values.count)
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation = values.count < 2 ? .nan : (squares / Double(values.count - 1)).squareRoot()
    }

    /// The standard error of the mean, standard deviation / sqrt(n).
    public var standardError: Double { standardDeviation / Double(count).squareRoot() }

    /// The interval that covers the true mean with probability `level`, for normally distributed values (Student's t).
    /// NaN bounds of fewer than two values.
    public func confidenceInterval(level: Double = 0.95) -> (lower: Double, upper: Double) {
        guard count >= 2 else { return (.nan, .nan) }
        let margin = StudentT.twoSidedQuantile(level: level, degreesOfFreedom: count - 1) * standardError
        return (mean - margin, mean + margin)
    }
}
