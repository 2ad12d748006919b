import Artifact

extension DoubleDescent {
    static func flaw(in outcome: [ModelEvaluation], of configuration: Configuration) -> String? {
        Flaws.steps("result", outcome.map(\.step), configuration.recipe.evaluations)
            ?? Flaws.percents("accuracies", outcome.flatMap { [$0.trainAccuracy, $0.testAccuracy] })
            ?? Flaws.losses("losses", outcome.flatMap { [$0.trainLoss, $0.testLoss] + ($0.batchLosses ?? []) })
            ?? Flaws.count(
                "batchLosses", outcome.reduce(0) { $0 + ($1.batchLosses?.count ?? 0) },
                configuration.sweep == .fineProtocols ? outcome.count * ModelEvaluation.windows.count : 0)
    }
}
