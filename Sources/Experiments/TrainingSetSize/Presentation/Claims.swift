import Artifact

/// What Appendix A says about more training data. The human's uncertainty is part of each comparison.
extension TrainingSetSize {
    func claims(_ runs: [SizeRun]) -> [Claim] {
        func claim(_ id: String, _ tier: Claim.Tier, _ examples: Int, paper: String, _ rule: Rule, because: String) -> Claim {
            let values = runs.filter { $0.configuration.examples == examples }.map(\.outcome.testAccuracy)
            return Claim(
                id, tier, at: "Appendix A",
                quote: "with more examples it can match and eventually exceed the human baseline",
                statement: "CNN with \(examples) training examples above the human", unit: "points", paper: paper,
                rule: rule, because: because, decided: "2026-11-24",
                over: "seeds (dataset, initial weights) against one person's 400 answers",
                evidence: values.isEmpty
                    ? .untested("no CNN was trained on \(examples) examples")
                    : .sampleLessProportion(values, SizeRow.human))
        }
        return [
            claim(
                "cnn-more-data", .primary, 64000, paper: "exceed", .greater(than: 0),
                because: "the paper says that the CNN is better in the end; 64000 is the most that we train on"),
            claim(
                "cnn-same-data", .derived, 4000, paper: "below", .less(than: 0),
                because: "the human is said to outperform the CNN with the 4000 examples of the paper"),
        ]
    }
}
