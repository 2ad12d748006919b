import RandomGenerators

/// Gamma functions and powers that would overflow or cancel, as C. Loader's saddle-point expansion (2000) has them.
enum SaddlePoint {
    /// log Gamma(z + 1) - (z + 1/2) log z + z - log(2 pi)/2 for z > 0: what Stirling's formula leaves out.
    static func stirlingError(_ z: Double) -> Double {
        var z = z
        var sum = 0.0
        while z < 16 {
            // (z + 1/2) log((z + 1)/z) - 1, from the series of the area tangent.
            let v = 1 / (2 * z + 1)
            sum += z < 1 ? (z + 0.5) * naturalLogarithm((z + 1) / z) - 1 : areaTangentTail(v) / v
            z += 1
        }
        let square = 1 / (z * z)
        let series = 1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188)))
        return sum + series / z
    }

    /// x log(x/m) + m - x for x >= 0, m > 0, without cancellation where x is near m.
    static func deviance(_ x: Double, _ m: Double) -> Double {
        if x == 0 { return m }
        let v = (x - m) / (x + m)
        if v.magnitude < 0.3 { return v * (x - m) + 2 * x * areaTangentTail(v) }
        return x * naturalLogarithm(x / m) + m - x
    }

    /// v^3/3 + v^5/5 + ... for |v| <= 1/3: the area tangent without its first term.
    private static func areaTangentTail(_ v: Double) -> Double {
        let square = v * v
        var sum = 0.0
        for k in stride(from: 35.0, through: 3, by: -2) { sum = 1 / k + square * sum }
        return v * square * sum
    }

    /// Gamma(n + 1) / (Gamma(x + 1) Gamma(m + 1)) p^x q^m with n = x + m, p + q = 1, for real x, m >= 0.
    static func binomialTerm(_ x: Double, _ m: Double, p: Double, q: Double) -> Double {
        if p == 0 { return x == 0 ? 1 : 0 }
        if q == 0 { return m == 0 ? 1 : 0 }
        let n = x + m
        if x == 0 { return exponential(-deviance(m, n * q) - n * p) }
        if m == 0 { return exponential(-deviance(x, n * p) - n * q) }
        let exponent =
            stirlingError(n) - stirlingError(x) - stirlingError(m) - deviance(x, n * p) - deviance(m, n * q)
        return exponential(exponent) * (n / (2 * Double.pi * x * m)).squareRoot()
    }
}
