/// One outer step of one metalearning.
struct OuterStepRow: Codable {
    let seed: UInt32
    let outerStep: Int
    let meanLoss: Double
    let finalLoss: Double
    let squaredGradient: Double
    let testAccuracy: Double

    static func rows(_ runs: [ActivationRun]) -> [OuterStepRow] {
        Results(runs).learned.flatMap { seed, outcome in
            outcome.outerSteps.enumerated().map { index, step in
                OuterStepRow(
                    seed: seed, outerStep: index, meanLoss: step.meanLoss, finalLoss: Double(step.finalLoss),
                    squaredGradient: step.squaredGradient, testAccuracy: step.testAccuracy)
            }
        }
    }
}
