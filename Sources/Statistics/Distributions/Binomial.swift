/// The number of successes in n independent trials with probability p each.
public enum Binomial {
    /// P(X = k).
    public static func probability(_ k: Int, trials n: Int, _ p: Double) -> Double {
        guard (0...n).contains(k) else { return 0 }
        return SaddlePoint.binomialTerm(Double(k), Double(n - k), p: p, q: 1 - p)
    }

    /// P(X >= k) = I_p(k, n - k + 1).
    public static func atLeast(_ k: Int, trials n: Int, _ p: Double) -> Double {
        if k <= 0 { return 1 }
        if k > n { return 0 }
        return regularizedIncompleteBeta(p, 1 - p, Double(k), Double(n - k + 1))
    }

    /// P(X <= k) = I_(1-p)(n - k, k + 1).
    public static func atMost(_ k: Int, trials n: Int, _ p: Double) -> Double {
        if k < 0 { return 0 }
        if k >= n { return 1 }
        return regularizedIncompleteBeta(1 - p, p, Double(n - k), Double(k + 1))
    }
}
