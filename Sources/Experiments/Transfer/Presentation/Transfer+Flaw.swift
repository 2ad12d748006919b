import Artifact

extension Transfer {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        Flaws.first([
            Flaws.count("losses", outcome.losses.count, configuration.epochs),
            Flaws.count("test losses", outcome.testLosses.count, configuration.epochs),
            Flaws.count("test accuracies", outcome.testAccuracies.count, configuration.epochs),
            Flaws.losses("losses", outcome.losses),
            Flaws.losses("test losses", outcome.testLosses),
            Flaws.percents("test accuracies", outcome.testAccuracies),
        ])
    }
}
