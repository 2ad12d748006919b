import Artifact

/// Figures 5 and 6: what metalearning finds.
extension Results {
    private struct FinalRate: Decodable {
        let initialRate: Double
        let finalRate: Double
    }

    func learnedRate(startingFrom rate: Double) throws -> Estimate {
        let rates = try rows("learning-rate-final", as: FinalRate.self).filter { $0.initialRate == rate }
        guard !rates.isEmpty else { throw Missing(reason: "metalearn-learning-rate has not been run from \(rate)") }
        return Estimate(rates.map(\.finalRate))
    }

    private struct Activation: Decodable {
        let activation: String
        let step: Int
        let count: Int
        let difference: Double
        let differenceLow: Double
        let differenceHigh: Double
    }

    /// How much more test accuracy the learned activation reaches than another, paired by initial weights.
    func learnedActivationLead(over activation: String, step: Int = 301) throws -> Estimate {
        let rows = try rows("activation-accuracy", as: Activation.self)
        guard let row = rows.first(where: { $0.activation == activation && $0.step == step }) else {
            throw Missing(reason: "metalearn-activation has not been run for \(activation)")
        }
        return Estimate(mean: row.difference, interval: row.differenceLow...row.differenceHigh, count: row.count)
    }
}
