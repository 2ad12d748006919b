/// The ratio of two means over the same trials, by the theorem of E. C. Fieller (1954).
///
/// A ratio r is judged by Student's t of a - r b, with the variance of that combination, covariance included. The
/// interval holds all r that the two-sided test does not reject; there is none where the denominator's own interval
/// reaches zero. Where all differences are without spread, the sign test judges, as for ``StudentInference``.
public struct RatioOfMeans: Inference, Equatable {
    /// Means, with the signs of both turned where the denominator is negative.
    private let (a, b): (Double, Double)
    /// Variances of the means and their covariance.
    private let (aa, ab, bb): (Double, Double, Double)
    public let count: Int

    /// Precondition: as many numerators as denominators, trial by trial.
    public init(_ numerators: [Double], _ denominators: [Double]) {
        precondition(
            numerators.count == denominators.count,
            "\(numerators.count) numerators for \(denominators.count) denominators")
        count = numerators.count
        let (numerator, denominator) = (Summary(numerators), Summary(denominators))
        let sign: Double = denominator.mean < 0 ? -1 : 1
        (a, b) = (sign * numerator.mean, sign * denominator.mean)
        let own = StudentInference.standardError(numerators)
        let other = StudentInference.standardError(denominators)
        (aa, bb) = (own * own, other * other)
        let products = zip(numerators, denominators)
            .reduce(0) { $0 + ($1.0 - numerator.mean) * ($1.1 - denominator.mean) }
        ab = count < 2 ? .nan : aa == 0 || bb == 0 ? 0 : products / Double(count - 1) / Double(count)
    }

    public var estimate: Double { a / b }

    /// a - r b.
    private func contrast(_ r: Double) -> StudentInference {
        let variance = aa - 2 * r * ab + r * r * bb
        // Rounding may leave a variance a little below zero where all is proportional.
        let scale = aa + r * r * bb
        let isZero = variance <= 1e-14 * scale
        return StudentInference(
            estimate: a - r * b, standardError: isZero ? 0 : variance.squareRoot(),
            degreesOfFreedom: Double(count - 1), count: count)
    }

    /// The roots of (b² - t² bb) r² - 2 (ab' ) r + (a² - t² aa) = 0 with ab' = a b - t² ab.
    public func limits(tail: Double) -> (lower: Double, upper: Double)? {
        guard count >= 2, estimate.isFinite, (aa + bb).isFinite else { return nil }
        let t = StudentT.upperQuantile(tail, degreesOfFreedom: Double(count - 1))
        let square = t * t
        let leading = b * b - square * bb
        guard leading > 0 else { return nil }
        let middle = a * b - square * ab
        let last = a * a - square * aa
        let root = max(0, middle * middle - leading * last).squareRoot()
        // The root of larger magnitude first, so that nothing cancels.
        let far = middle + (middle < 0 ? -root : root)
        if far == 0 { return (0, 0) }
        let (first, second) = (far / leading, last / far)
        return (min(first, second), max(first, second))
    }

    public func pValue(above bound: Double) -> Double { b > 0 ? contrast(bound).pValue(above: 0) : .nan }
    public func pValue(below bound: Double) -> Double { b > 0 ? contrast(bound).pValue(below: 0) : .nan }

    /// As if the denominator were known: distances of a - r b at the bound, over b.
    public func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double {
        contrast(bound).detectableDistance(beyond: 0, tail: tail, power: power) / b
    }

    public func detectableMargin(around value: Double, tail: Double, power: Double) -> Double {
        contrast(value).detectableMargin(around: 0, tail: tail, power: power) / b
    }
}
