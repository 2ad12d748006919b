/// The power of tests with Student's t, in units of the true standard error of the estimate.
///
/// Given the estimated standard error, which is the true one times chi/sqrt(n) with n degrees of freedom, the
/// estimate is normal: each power is the mean of a normal probability over chi. That is exact, and equals what the
/// noncentral t distribution and Owen's Q give.
public enum TestPower {
    /// P(T' >= t) for the noncentral t with noncentrality `delta`: E[Phi(delta - t chi/sqrt(n))].
    public static func noncentralUpperTail(_ t: Double, degreesOfFreedom n: Double, delta: Double) -> Double {
        ChiDistribution(degreesOfFreedom: n).mean { Normal.upperTail(t * $0 - delta) }
    }

    /// The one-sided test at level `tail`, when the quantity is `distance` standard errors beyond the bound.
    public static func oneSided(_ distance: Double, tail: Double, degreesOfFreedom n: Double) -> Double {
        noncentralUpperTail(StudentT.upperQuantile(tail, degreesOfFreedom: n), degreesOfFreedom: n, delta: distance)
    }

    /// The two-sided test at level `level`, when the quantity is `distance` standard errors from the value.
    public static func twoSided(_ distance: Double, level: Double, degreesOfFreedom n: Double) -> Double {
        let t = StudentT.upperQuantile(level / 2, degreesOfFreedom: n)
        return ChiDistribution(degreesOfFreedom: n).mean {
            Normal.upperTail(t * $0 - distance) + Normal.upperTail(t * $0 + distance)
        }
    }

    /// Two one-sided tests at level `tail` each, for the range of `margin` standard errors on either side of zero, when the
    /// quantity is `distance` standard errors from zero.
    public static func equivalence(
        margin: Double, distance: Double = 0, tail: Double, degreesOfFreedom n: Double
    ) -> Double {
        let t = StudentT.upperQuantile(tail, degreesOfFreedom: n)
        // Both tests reject where |estimate| <= margin - t s.
        return ChiDistribution(degreesOfFreedom: n).mean(upTo: margin / t) {
            let half = margin - t * $0
            return Normal.upperTail(distance - half) - Normal.upperTail(distance + half)
        }
    }

    /// The distance in standard errors that the one-sided test finds with probability `power`.
    public static func detectable(oneSided tail: Double, degreesOfFreedom n: Double, power: Double) -> Double {
        risingRoot { oneSided($0, tail: tail, degreesOfFreedom: n) - power }
    }

    /// The distance in standard errors that the two-sided test finds with probability `power`.
    public static func detectable(twoSided level: Double, degreesOfFreedom n: Double, power: Double) -> Double {
        risingRoot { twoSided($0, level: level, degreesOfFreedom: n) - power }
    }

    /// The margin in standard errors within which equality is shown with probability `power`, where it is exact.
    public static func detectableMargin(tail: Double, degreesOfFreedom n: Double, power: Double) -> Double {
        risingRoot { equivalence(margin: $0, tail: tail, degreesOfFreedom: n) - power }
    }
}

/// s = chi/sqrt(n): the ratio of an estimated to the true standard error.
struct ChiDistribution {
    private let degreesOfFreedom: Double
    /// The part of the density that no s changes.
    private let stirlingError: Double

    init(degreesOfFreedom: Double) {
        self.degreesOfFreedom = degreesOfFreedom
        stirlingError = SaddlePoint.stirlingError(degreesOfFreedom / 2)
    }

    /// With a = n/2 and x = a s², the gamma density of x times 2 a s, from the same parts as C. Loader's Poisson density.
    private func density(_ s: Double) -> Double {
        let a = degreesOfFreedom / 2
        return exponential(-stirlingError - SaddlePoint.deviance(a, a * s * s)) * (2 * a / Double.pi).squareRoot() / s
    }

    /// E[f(s); s <= limit] for 0 <= f <= 1, by the double exponential rule (H. Takahasi and M. Mori 1974).
    func mean(upTo limit: Double = .infinity, _ f: (Double) -> Double) -> Double {
        // The distribution is 1/sqrt(2 n) wide; beyond 12 widths, and far more for small n, nothing is left.
        let width = 14 / (2 * degreesOfFreedom).squareRoot()
        let (lower, upper) = (max(0, 1 - width), min(limit, 1 + width))
        guard upper > lower else { return 0 }
        var sum = 0.0
        for node in Self.nodes {
            let s = lower + (upper - lower) * node.point
            guard s > 0 && s < upper else { continue }
            let weight = node.weight * density(s)
            // f is a probability: what is left out is below 1e-18 in all.
            if weight > 1e-22 { sum += weight * f(s) }
        }
        return sum * (upper - lower)
    }

    /// Points in 0...1 and weights: x = 1/(1 + exp(-pi sinh u)), u in steps of 1/64; beyond 4 weights are below 1e-35.
    private static let nodes: [(point: Double, weight: Double)] = {
        let step = 1.0 / 64
        return (-256...256).map { k in
            let u = Double(k) * step
            let (grown, shrunk) = (exponential(u), exponential(-u))
            let point = 1 / (1 + exponential(-Double.pi * (grown - shrunk) / 2))
            let other = 1 / (1 + exponential(Double.pi * (grown - shrunk) / 2))
            return (point, step * Double.pi * (grown + shrunk) / 2 * point * other)
        }
    }()
}
