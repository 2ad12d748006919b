import Artifact

extension MetalearnLearningRate {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        let losses = outcome.steps.flatMap { [$0.meanLoss, Double($0.finalLoss)] }
        return Flaws.first([
            Flaws.count("steps", outcome.steps.count, configuration.outerSteps), Flaws.losses("steps, losses", losses),
            Flaws.count("firstLosses", outcome.firstLosses.count, configuration.innerSteps),
            Flaws.count("lastLosses", outcome.lastLosses.count, configuration.innerSteps),
            Flaws.losses("firstLosses", outcome.firstLosses.map(Double.init)),
            Flaws.losses("lastLosses", outcome.lastLosses.map(Double.init)),
        ])
    }
}
