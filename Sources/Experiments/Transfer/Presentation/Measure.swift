/// What activations are compared by.
enum Measure: String, Codable, CaseIterable {
    case firstLoss = "first-epoch-loss"
    case lastLoss = "last-epoch-loss"
    case testLoss = "test-loss"
    case testAccuracy = "test-accuracy"

    var title: String {
        switch self {
        case .firstLoss: "training loss, first epoch"
        case .lastLoss: "training loss, last epoch"
        case .testLoss: "test loss, end"
        case .testAccuracy: "test accuracy, end (%)"
        }
    }

    /// The number of a run; nil where it was not trained to the end, as with pixels from 0 to 1.
    func callAsFunction(_ run: Transfer.Run) -> Double? {
        let (outcome, isWhole) = (run.outcome, run.configuration.epochs == run.configuration.decayEpochs)
        return switch self {
        case .firstLoss: outcome.losses[0]
        case .lastLoss: isWhole ? outcome.losses.last! : nil
        case .testLoss: isWhole ? outcome.testLosses.last! : nil
        case .testAccuracy: isWhole ? outcome.testAccuracies.last! : nil
        }
    }

    /// Less is better; what is no number is worst.
    func badness(_ value: Double) -> Double {
        value.isNaN ? .infinity : self == .testAccuracy ? -value : value
    }

    /// 1 and how many of the others are better than a value, half of those that equal it.
    func rank(_ value: Double, among others: [Double]) -> Double {
        let own = badness(value)
        return others.reduce(1) { rank, other in
            let other = badness(other)
            return rank + (other < own ? 1 : other == own ? 0.5 : 0)
        }
    }
}
