import Artifact
import Training

extension DoubleDescent {
    static func flaw(in outcome: [HistoryPoint], of configuration: Configuration) -> String? {
        Flaws.steps("result", outcome.map(\.step), configuration.recipe.evaluations)
            ?? Flaws.percents("accuracies", outcome.flatMap { [$0.trainAccuracy, $0.testAccuracy] })
            ?? Flaws.losses("losses", outcome.flatMap { [$0.trainLoss, $0.testLoss] })
    }
}
