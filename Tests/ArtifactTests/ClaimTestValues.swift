import Artifact

/// Claims for tests.
enum ClaimTestValues {
    static func claim(
        _ id: String = "mlp-original", _ tier: Claim.Tier = .primary, at place: String = "Table 1",
        quote: String = "68 ± 2", paper: String = "68 ± 2", rule: Rule = .equivalence(to: 68, margin: 2),
        because: String = "the paper's ± is its tolerance", evidence: Evidence = .sample([67.5, 68.2, 68.1, 67.9, 68.4])
    ) -> Claim {
        Claim(
            id, tier, at: place, quote: quote, statement: "MLP: test accuracy", unit: "%", paper: paper, rule: rule,
            because: because, decided: "2026-11-24", over: "seeds (initial weights, order of batches)", evidence: evidence)
    }

    static func row(
        _ id: String = "mlp-original", _ tier: Claim.Tier = .primary, at place: String = "Table 1",
        rule: Rule = .equivalence(to: 68, margin: 2), evidence: Evidence = .sample([67.5, 68.2, 68.1, 67.9, 68.4])
    ) -> ClaimRow {
        ClaimRow(claim(id, tier, at: place, rule: rule, evidence: evidence))
    }
}
