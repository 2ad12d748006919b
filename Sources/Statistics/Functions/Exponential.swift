/// e^x in double precision, the same bits on every machine.
///
/// With x = k log 2 + r, |r| <= log(2)/2: the power series of e^r through r^13, scaled by 2^k. The error is below
/// 1.5 ULP for normal results.
///
/// Edge cases: NaN gives NaN, a large x infinity, a small one 0.
public func exponential(_ x: Double) -> Double {
    guard x <= 709.782712893384 else { return x.isNaN ? x : .infinity }
    guard x >= -745.1332191019412 else { return 0 }
    let k = (x * 1.4426950408889634).rounded()
    // k times the high part is exact, because its last 11 bits are 0.
    let r = (x - k * 0x1.62e42fefa38p-1) - k * 0x1.ef35793c7673p-45
    var sum = 1.0
    for divisor in stride(from: 13.0, through: 1, by: -1) { sum = (1.0).addingProduct(r, sum / divisor) }
    let half = Int(k) / 2
    return sum * power(ofTwo: half) * power(ofTwo: Int(k) - half)
}

/// 2^k for -1022 <= k <= 1023.
private func power(ofTwo k: Int) -> Double { Double(bitPattern: UInt64(1023 + k) << 52) }
