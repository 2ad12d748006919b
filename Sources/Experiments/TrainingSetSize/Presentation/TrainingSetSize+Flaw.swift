import Artifact

extension TrainingSetSize {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        Flaws.percents("trainAccuracy, testAccuracy", [outcome.trainAccuracy, outcome.testAccuracy])
    }
}
