/// One run: accuracies in percent after all steps.
struct RunRow: Codable {
    let examples: Int
    let seed: UInt32
    let trainAccuracy: Double
    let testAccuracy: Double

    static func rows(_ runs: [SizeRun]) -> [RunRow] {
        runs.map {
            RunRow(
                examples: $0.configuration.examples, seed: $0.configuration.seed,
                trainAccuracy: $0.outcome.trainAccuracy, testAccuracy: $0.outcome.testAccuracy)
        }
    }
}
