/// The step-down procedure of S. Holm (1979): whatever claims are false, the probability that one of them passes is
/// at most the level.
public enum Holm {
    /// p-values such that those at most the level pass: max over smaller p of (m - rank + 1) p, at most 1.
    ///
    /// Precondition: no p-value is NaN.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        precondition(!pValues.contains { $0.isNaN }, "a p-value is not a number")
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var adjusted = pValues
        var largest = 0.0
        for (rank, index) in order.enumerated() {
            largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
            adjusted[index] = largest
        }
        return adjusted
    }
}
