/// The regularized incomplete beta function I_x(a, b) for a, b > 0, with y = 1 - x given apart for its last bits.
///
/// Continued fraction (Abramowitz and Stegun 26.5.8 in the form of DLMF 8.17.22), by Lentz's method; on the far
/// side of the mean 1 - I_y(b, a).
func regularizedIncompleteBeta(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - regularizedIncompleteBeta(y, x, b, a) }
    // x^a y^b / (a B(a, b))
    let factor = SaddlePoint.binomialTerm(a, b, p: x, q: y) * (b / (a + b))
    if factor == 0 { return 0 }
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var d = 1 / nonzero(1 - (a + b) / (a + 1) * x)
    var c = 1.0
    var fraction = d
    for step in 1...100_000 {
        let m = Double(step)
        let even = m * (b - m) / ((a + 2 * m - 1) * (a + 2 * m)) * x
        d = 1 / nonzero(1 + even * d)
        c = nonzero(1 + even / c)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) / ((a + 2 * m) * (a + 2 * m + 1)) * x
        d = 1 / nonzero(1 + odd * d)
        c = nonzero(1 + odd / c)
        fraction *= d * c
        if (d * c - 1).magnitude < 1e-16 { break }
    }
    return factor * fraction
}
