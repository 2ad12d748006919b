import Artifact
import Training

extension PoolingStudy {
    static func flaw(in outcome: [HistoryPoint], of configuration: Configuration) -> String? {
        let evaluations = Flaws.evaluations(steps: configuration.steps, every: configuration.evaluationInterval)
        return Flaws.steps("result", outcome.map(\.step), evaluations)
            ?? Flaws.percents("accuracies", outcome.flatMap { [$0.trainAccuracy, $0.testAccuracy] })
            ?? Flaws.losses("losses", outcome.flatMap { [$0.trainLoss, $0.testLoss] })
    }
}
