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

    private struct Rank: Decodable {
        let learningRate: Double
        let activation: String
        let measure: String
        let seeds: Int
        let rank: Double
        let rankLow: Double?
        let rankHigh: Double?
    }

    /// The learned activation's mean rank among five, 1 for the best, in a model of images: `transfer-ranks` is of MNIST.
    func transferRank(by measure: String, learningRate: Double, table: String = "transfer-ranks") throws -> Estimate {
        let rows = try rows(table, as: Rank.self)
        guard
            let row = rows.first(where: {
                $0.activation == "learned" && $0.measure == measure && $0.learningRate == learningRate
            })
        else { throw Missing(reason: "transfer has not been run at learning rate \(learningRate)") }
        var interval: ClosedRange<Double>?
        if let low = row.rankLow, let high = row.rankHigh { interval = low...high }
        return Estimate(mean: row.rank, interval: interval, count: row.seeds)
    }
}
