/// The regularized incomplete beta function I_x(a, b) for a, b > 0, with y = 1 - x given apart for its last bits.
///
/// The even part of the continued fraction of DLMF 8.17.22, by Lentz's method; on the far side of the mean
/// 1 - I_y(b, a). Written with lambda = a - (a + b) x = (a + b) y - b, so that nothing cancels where x is near 1 and a is
/// large (A. R. DiDonato and A. H. Morris 1992, section 2).
func regularizedIncompleteBeta(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - regularizedIncompleteBeta(y, x, b, a) }
    // x^a y^b / B(a, b)
    let factor = SaddlePoint.binomialTerm(a, b, p: x, q: y) * (a * b / (a + b))
    if factor == 0 { return 0 }
    let lambda = y < x ? (a + b) * y - b : a - (a + b) * x
    var denominator = a / (a + 1) * (lambda + 1)
    var (c, d) = (denominator, 0.0)
    for step in 1...100_000 {
        let n = Double(step)
        let middle = a + 2 * n - 1
        let alpha = (a + n - 1) / middle * ((a + b + n - 1) / middle) * n * (b - n) * x * x
        let beta = n + n * (b - n) * x / middle + (a + n) / (middle + 2) * (lambda + 1 + n * (1 + y))
        d = 1 / (beta + alpha * d)
        c = beta + alpha / c
        denominator *= c * d
        if (c * d - 1).magnitude < 2e-16 { break }
    }
    return factor / denominator
}
