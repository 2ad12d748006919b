/// The standard normal distribution.
public enum Normal {
    /// exp(-z²/2) / sqrt(2 pi).
    public static func density(_ z: Double) -> Double {
        // The square in two parts: z² alone loses digits of the exponential where z is large.
        let square = z * z
        let rest = (-square).addingProduct(z, z)
        return exponential(-square / 2) * (1 - rest / 2) * 0.3989422804014327
    }

    /// P(Z <= z), with full relative precision also far to the left.
    public static func probability(_ z: Double) -> Double { upperTail(-z) }

    /// P(Z >= z), with full relative precision also far to the right.
    ///
    /// Up to |z| = 1.5 by the power series z + z^3/3 + z^5/15 + ... times the density, beyond by the continued
    /// fraction of Mills' ratio, 1/(z + 1/(z + 2/(z + ...))).
    public static func upperTail(_ z: Double) -> Double {
        if z.isNaN { return z }
        if z < 0 { return 1 - upperTail(-z) }
        if z > 40 { return 0 }
        if z <= 1.5 {
            var term = z
            var sum = z
            var k = 3.0
            while term > sum * 1e-18 {
                term *= z * z / k
                sum += term
                k += 2
            }
            return 0.5 - density(z) * sum
        }
        var fraction = z
        // n terms leave an error of about exp(-2 z sqrt(n)), here below 1e-17.
        for k in stride(from: (10 + 430 / (z * z)).rounded(), through: 1, by: -1) { fraction = z + k / fraction }
        return density(z) / fraction
    }

    /// The z with P(Z <= z) = p, 0 < p < 1. For 0.975 1.95996...
    public static func quantile(_ p: Double) -> Double {
        precondition(p > 0 && p < 1, "p: \(p), expected between 0 and 1")
        return p > 0.5 ? upperQuantile(1 - p) : -upperQuantile(p)
    }

    /// The z with P(Z >= z) = tail, 0 < tail < 1.
    public static func upperQuantile(_ tail: Double) -> Double {
        precondition(tail > 0 && tail < 1, "tail: \(tail), expected between 0 and 1")
        if tail > 0.5 { return -upperQuantile(1 - tail) }
        return bisect(0, 40) { upperTail($0) > tail }
    }
}
