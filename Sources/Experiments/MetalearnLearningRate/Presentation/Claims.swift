import Artifact
import Statistics

/// What the paper says about Figure 5, judged over initial weights.
extension MetalearnLearningRate {
    func claims(_ runs: [RateRun]) -> [Claim] {
        let pairs = FinalRow.pairs(FinalRow.rows(runs)).filter { $0.0.initialRate == 1.5 && $0.1.initialRate == 0.15 }
        func claim(
            _ id: String, _ tier: Claim.Tier, _ statement: String, unit: String = "", paper: String, _ rule: Rule,
            because: String, decimals: Int, _ evidence: ([(FinalRow, FinalRow)]) -> Evidence
        ) -> Claim {
            Claim(
                id, tier, at: "Figure 5", quote: tier == .extension ? "" : "Metalearning a learning rate",
                statement: statement, unit: unit, paper: paper, rule: rule, because: because, decided: "2026-11-24",
                over: "seeds (initial weights)", decimals: decimals,
                evidence: pairs.isEmpty ? .untested("it was not learned from 1.5 and from 0.15") : evidence(pairs))
        }
        let same = "the figure's curves meet; in them a rate 10 % off the learned one costs less than 0.001 of the objective"
        let printed = "the authors' notebook prints 0.62; a tenth of it, within which the objective hardly differs"
        return [
            claim(
                "learned-rates-agree", .primary, "Learned rate from 1.5 over that from 0.15, seed by seed", paper: "1",
                .within(1 / FinalRow.factor...FinalRow.factor), because: same, decimals: 3
            ) { .geometric($0.map(FinalRow.ratio)) },
            claim(
                "learned-rates-agree-share", .extension, "Initial weights for which both rates are within 10 %", unit: "%",
                paper: "all", .atLeast(95), because: "all but one in twenty would count as agreement without exception",
                decimals: 0
            ) { .proportion(Proportion($0.count(where: FinalRow.agree), of: $0.count)) },
            claim(
                "learned-rate-1.5", .derived, "Learned rate, starting from 1.5", paper: "0.62",
                .equivalence(to: 0.62, margin: 0.062), because: printed, decimals: 3
            ) { .sample($0.map(\.0.rate)) },
            claim(
                "learned-rate-0.15", .derived, "Learned rate, starting from 0.15", paper: "0.62",
                .equivalence(to: 0.62, margin: 0.062), because: printed, decimals: 3
            ) { .sample($0.map(\.1.rate)) },
        ]
    }
}
