/// An estimate with a standard error that is judged by Student's t.
///
/// Values without any spread have no t. They are judged by the sign test: n equal values above a bound have the p-value
/// 2^-n, and their interval is a point.
public struct StudentInference: Inference, Equatable {
    public let estimate: Double
    public let standardError: Double
    /// A real number where variances are unequal (Welch).
    public let degreesOfFreedom: Double
    /// The independent values behind the estimate.
    public let count: Int

    /// - Parameters:
    ///   - standardError: NaN or infinite where there is none, as of one value; all p-values are NaN then.
    public init(estimate: Double, standardError: Double, degreesOfFreedom: Double, count: Int) {
        self.estimate = estimate
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
        self.count = count
    }

    /// The mean of independent values; for paired values, of their differences.
    public init(meanOf values: [Double]) {
        self.init(
            estimate: Summary(values).mean, standardError: Self.standardError(values),
            degreesOfFreedom: Double(values.count - 1), count: values.count)
    }

    /// The difference of two independent means, a less b, with unequal variances: B. L. Welch (1947).
    ///
    /// Degrees of freedom (A + B)² / (A²/(m - 1) + B²/(n - 1)) with A, B the squared standard errors.
    public init(differenceOf a: [Double], _ b: [Double]) {
        let (first, second) = (Self.standardError(a), Self.standardError(b))
        let (own, other) = (first * first, second * second)
        let sum = own + other
        let freedom = sum * sum / (own * own / Double(a.count - 1) + other * other / Double(b.count - 1))
        self.init(
            estimate: Summary(a).mean - Summary(b).mean, standardError: sum.squareRoot(),
            degreesOfFreedom: sum == 0 ? Double(a.count + b.count - 2) : freedom, count: min(a.count, b.count))
    }

    /// Of the mean; exactly 0 for equal values, whose computed mean may differ from them in its last bit.
    static func standardError(_ values: [Double]) -> Double {
        let isSpread = values.contains { $0 != values[0] }
        return values.count > 1 && !isSpread && values[0].isFinite ? 0 : Summary(values).standardError
    }

    private var isDefined: Bool { estimate.isFinite && standardError.isFinite && degreesOfFreedom > 0 }

    public func limits(tail: Double) -> (lower: Double, upper: Double)? {
        guard isDefined else { return nil }
        if standardError == 0 { return (estimate, estimate) }
        let margin = StudentT.upperQuantile(tail, degreesOfFreedom: degreesOfFreedom) * standardError
        return (estimate - margin, estimate + margin)
    }

    public func pValue(above bound: Double) -> Double { pValue(estimate - bound) }
    public func pValue(below bound: Double) -> Double { pValue(bound - estimate) }

    private func pValue(_ distance: Double) -> Double {
        guard isDefined else { return .nan }
        if standardError == 0 {
            return distance > 0 ? Double(sign: .plus, exponent: -min(count, 1000), significand: 1) : 1
        }
        return StudentT.upperTail(distance / standardError, degreesOfFreedom: degreesOfFreedom)
    }

    public func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double {
        guard isDefined else { return .nan }
        return standardError
            * TestPower.detectable(oneSided: tail, degreesOfFreedom: degreesOfFreedom, power: power)
    }

    public func detectableMargin(around value: Double, tail: Double, power: Double) -> Double {
        guard isDefined else { return .nan }
        return standardError
            * TestPower.detectableMargin(tail: tail, degreesOfFreedom: degreesOfFreedom, power: power)
    }
}
