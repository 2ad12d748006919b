import Artifact

extension Benchmarks {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        let evaluations = Flaws.evaluations(steps: configuration.steps, every: configuration.evaluationInterval)
        let (examples, classes) = (configuration.source.testCount, configuration.source.classCount)
        let answers = [
            ("labels", outcome.labels), ("answersAtBest", outcome.answersAtBest), ("answersAtStep", outcome.answersAtStep),
            ("answersAtEnd", outcome.answersAtEnd),
        ]
        let accuracies = outcome.history.flatMap { [$0.trainAccuracy, $0.testAccuracy] }
        let losses = outcome.history.flatMap { [$0.trainLoss, $0.testLoss] }
        return Flaws.first(
            [
                Flaws.steps("history", outcome.history.map(\.step), evaluations), Flaws.percents("history, accuracies", accuracies),
                Flaws.losses("history, losses", losses), Flaws.whole("best", [outcome.best], 0...max(outcome.history.count - 1, 0)),
            ]
                + answers.map { Flaws.count($0, $1.values.count, examples) ?? Flaws.whole($0, $1.values, 0...classes - 1) })
    }
}
