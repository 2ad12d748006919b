/// The logarithm to base 10, from arithmetic that gives the same bits on every machine.
public enum DecimalLogarithm {
    /// log10 of a positive finite number; NaN for anything else.
    ///
    /// x = m * 2^e with m within [sqrt(1/2), sqrt(2)); ln m = 2 artanh s, s = (m - 1)/(m + 1), summed to
    /// s^27/27. Since |s| < 0.1716, the rest is below 1e-22; the result is off by at most 4e-16 times
    /// max(1, |log10 x|), tested against 30-digit values, and exact for powers of ten.
    public static func log10(_ x: Double) -> Double {
        guard x > 0, x.isFinite else { return .nan }
        var exponent = Double(x.exponent)
        var mantissa = x.significand
        if mantissa > 1.4142135623730951 {
            mantissa /= 2
            exponent += 1
        }
        let s = (mantissa - 1) / (mantissa + 1)
        let square = s * s
        var sum = 0.0
        for term in stride(from: 27.0, through: 1, by: -2) { sum = sum * square + 1 / term }
        // log10(2) in two parts, the first with trailing zeros, so that its product with e is exact.
        let high = 0x1.34413509p-2
        let low = 5.6303348066750979685e-11
        let result = exponent * high + (exponent * low + 2 * s * sum * 0.434294481903251827651)
        // A power of ten gets the integer that it is.
        let nearest = result.rounded()
        if (result - nearest).magnitude < 1e-13, DecimalNumber.powerOfTen(Int(nearest)) == x { return nearest }
        return result
    }
}
