import Artifact

extension MNISTBenchmarks {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        let evaluations = Flaws.evaluations(steps: configuration.steps, every: configuration.evaluationInterval)
        return Flaws.steps("history", outcome.history.map(\.step), evaluations)
            ?? Flaws.percents("history, accuracies", outcome.history.flatMap { [$0.trainAccuracy, $0.testAccuracy] })
            ?? Flaws.losses("history, losses", outcome.history.flatMap { [$0.trainLoss, $0.testLoss] })
            ?? Flaws.whole(
                "numbers of examples and parameters", [outcome.trainExamples, outcome.testExamples, outcome.parameters],
                1...1_000_000_000)
    }
}
