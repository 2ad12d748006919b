import Artifact

/// What the paper says about Figure 7, judged by test accuracies after all steps.
extension PoolingStudy {
    func claims(_ runs: [PoolingRun]) -> [Claim] {
        func claim(
            _ id: String, _ tier: Claim.Tier, at location: String, quote: String, _ statement: String, paper: String,
            _ comparison: DifferenceRow.Comparison, _ examples: Int, _ rule: Rule, because: String
        ) -> Claim {
            let values = comparison.values(runs.filter { $0.configuration.examples == examples })
            return Claim(
                id, tier, at: location, quote: quote, statement: "\(statement), \(examples) examples", unit: "points",
                paper: paper, rule: rule, because: because, decided: "2026-11-24",
                over: "seeds (dataset, initial weights)",
                evidence: values.isEmpty ? .untested("no models were trained on \(examples) examples") : .sample(values))
        }
        let (caption, text) = ("Figure 7 (caption)", "Section 4.6")
        let helped = "pooling helped performance in low-data regimes and hindered it in high-data regimes"
        let sign = "the paper says that there is a difference, and not how large it is"
        return [
            claim(
                "pooling-1000", .primary, at: caption, quote: helped, "Pooling above none", paper: "helped",
                .poolingLessNone, 1000, .greater(than: 0), because: sign),
            claim(
                "pooling-2000", .derived, at: caption, quote: helped, "Pooling above none", paper: "helped",
                .poolingLessNone, 2000, .greater(than: 0), because: sign),
            claim(
                "pooling-hinders-50000", .primary, at: caption, quote: helped, "Pooling above none", paper: "hindered",
                .poolingLessNone, 50000, .less(than: 0), because: sign),
            claim(
                "pooling-50000", .primary, at: text,
                quote: "it did not make much of a difference in high-data regimes", "Pooling above none",
                paper: "not much of a difference", .poolingLessNone, 50000, .equivalence(to: 0, margin: 2),
                because: "2 points are the tolerance of the accuracies that the paper prints in its Table 1"),
            claim(
                "l2-over-max-50000", .derived, at: text,
                quote: "start to delete information – and thus perform worse compared to L2 pooling – in the high-data regime",
                "L2 pooling above max pooling", paper: "worse", .euclideanLessMaximum, 50000, .greater(than: 0),
                because: sign),
        ]
    }
}
