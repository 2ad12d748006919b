import Artifact
import Training

/// What the paper says about Figure 6, judged on fresh initial weights after as many steps as the activation was learned for.
extension MetalearnActivation {
    func claims(_ runs: [ActivationRun], innerSteps: Int) -> [Claim] {
        let results = Results(runs)
        let evaluation = results.shownEvaluations(innerSteps: innerSteps).first
        func claim(
            _ id: String, _ tier: Claim.Tier, _ statement: String, _ baselines: [DesignedActivation], paper: String,
            _ rule: Rule, because: String
        ) -> Claim {
            let values = evaluation.map { results.lead(over: baselines, at: $0) } ?? []
            return Claim(
                id, tier, at: "Section 4.4",
                quote: "our learned activation function substantially outperforms baseline nonlinearities such as ReLU, Elu, and Swish",
                statement: statement, unit: "points", paper: paper, rule: rule, because: because, decided: "2026-11-24",
                over: "metalearnings (all that is random, and initial weights of their own)",
                evidence: values.isEmpty ? .untested("nothing was trained on fresh initial weights") : .sample(values))
        }
        return [
            claim(
                "learned-over-best", .primary, "Test accuracy with the learned activation above that with the best of ReLU, ELU and Swish",
                [.relu, .elu, .swish], paper: "substantially above", .greater(than: 2),
                because: "substantially: more than the tolerance of 2 that the paper prints with accuracies")
        ]
            + DesignedActivation.allCases.map { baseline in
                claim(
                    "learned-over-\(baseline.rawValue)", .derived,
                    "Test accuracy with the learned activation above that with \(baseline.title)", [baseline], paper: "above",
                    .greater(than: 0), because: "the paper says that it is better, and its figure shows how much in one run")
            }
    }
}
