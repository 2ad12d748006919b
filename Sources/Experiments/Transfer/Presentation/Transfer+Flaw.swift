import Artifact

extension Transfer {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        let evaluations = Flaws.evaluations(steps: configuration.steps, every: configuration.evaluationInterval)
        return Flaws.first([
            Flaws.count("losses", outcome.losses.count, configuration.steps),
            Flaws.losses("losses", outcome.losses.map(Double.init)),
            Flaws.steps("history", outcome.history.map(\.step), evaluations),
            Flaws.percents("history, accuracies", outcome.history.map(\.testAccuracy)),
            Flaws.losses("history, losses", outcome.history.map(\.testLoss)),
        ])
    }
}
