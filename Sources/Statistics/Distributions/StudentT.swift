/// Student's t distribution, from +, -, *, / and sqrt alone.
public enum StudentT {
    /// P(|T| <= t) for t >= 0, in the closed form of Abramowitz and Stegun 26.7.3 and 26.7.4.
    ///
    /// With tan(theta) = t/sqrt(n), sine and cosine of theta are algebraic in t; odd n needs theta itself.
    public static func twoSidedProbability(_ t: Double, degreesOfFreedom n: Int) -> Double {
        precondition(n >= 1, "degrees of freedom: \(n), expected at least 1")
        precondition(t >= 0, "t: \(t), expected at least 0")
        let freedom = Double(n)
        let hypotenuse = (freedom + t * t).squareRoot()
        let sine = t / hypotenuse
        let cosineSquared = freedom / (freedom + t * t)
        var term = n % 2 == 0 ? 1.0 : cosineSquared.squareRoot()
        var sum = n == 1 ? 0 : term
        // The k-th factor is (k-1)/k for k = 2, 4, ... or 3, 5, ..., up to n - 2.
        for k in stride(from: n % 2 == 0 ? 2 : 3, through: n - 2, by: 2) {
            term *= cosineSquared * Double(k - 1) / Double(k)
            sum += term
        }
        if n % 2 == 0 { return sine * sum }
        return (arcTangent(t / freedom.squareRoot()) + sine * sum) * (2 / Double.pi)
    }

    /// The t with P(|T| <= t) = level, to the last bit or two. For 0.95 and 4 degrees of freedom 2.776...
    public static func twoSidedQuantile(level: Double, degreesOfFreedom n: Int) -> Double {
        precondition(level > 0 && level < 1, "level: \(level), expected between 0 and 1")
        return bisectUpward { twoSidedProbability($0, degreesOfFreedom: n) < level }
    }

    /// P(T >= t) for real degrees of freedom n > 0, with full relative precision far to the right.
    ///
    /// I_x(n/2, 1/2) / 2 with x = n/(n + t²) for t >= 0 (Abramowitz and Stegun 26.7.1).
    public static func upperTail(_ t: Double, degreesOfFreedom n: Double) -> Double {
        precondition(n > 0, "degrees of freedom: \(n), expected above 0")
        if t.isNaN || n.isNaN { return .nan }
        if t < 0 { return 1 - upperTail(-t, degreesOfFreedom: n) }
        if t == .infinity { return 0 }
        if n == .infinity { return Normal.upperTail(t) }
        let square = t * t
        if square == .infinity { return 0 }
        return regularizedIncompleteBeta(n / (n + square), square / (n + square), n / 2, 0.5) / 2
    }

    /// The t with P(T >= t) = tail, 0 < tail < 1, for real degrees of freedom.
    public static func upperQuantile(_ tail: Double, degreesOfFreedom n: Double) -> Double {
        precondition(tail > 0 && tail < 1, "tail: \(tail), expected between 0 and 1")
        if tail > 0.5 { return -upperQuantile(1 - tail, degreesOfFreedom: n) }
        if tail == 0.5 { return 0 }
        return bisectUpward { upperTail($0, degreesOfFreedom: n) > tail }
    }

    /// atan(x) for x >= 0: the argument is halved three times, then the power series converges quickly.
    private static func arcTangent(_ x: Double) -> Double {
        if x > 1 { return Double.pi / 2 - arcTangent(1 / x) }
        var reduced = x
        for _ in 0..<3 { reduced /= 1 + (1 + reduced * reduced).squareRoot() }
        let square = reduced * reduced
        // reduced < 0.1, so that 0.1^24/25 is far below the last bit.
        var sum = 0.0
        for k in stride(from: 23, through: 1, by: -2) { sum = 1 / Double(k) - square * sum }
        return 8 * reduced * sum
    }
}
