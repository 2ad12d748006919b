import Artifact

/// Figures 3 and 9: lottery tickets with 92 % of their weights removed, trial by trial.
extension Results {
    private struct Course: Decodable {
        let data: String
        let ablation: String
        let ticket: String
        let seed: Int
        let step: Int
        let testAccuracy: Double
    }

    /// Test accuracies after all steps on the data of the search, one for each trial.
    private func finalAccuracies(_ ticket: String, _ ablation: String) throws -> [Double] {
        let rows = try rows("lottery-courses", as: Course.self)
        let last = rows.map(\.step).max()
        let finals = rows.filter {
            $0.data == "same" && $0.ablation == ablation && $0.ticket == ticket && $0.step == last
        }
        guard !finals.isEmpty else { throw Missing(reason: "lottery-tickets has not been run for \(ticket), \(ablation)") }
        return finals.map(\.testAccuracy)
    }

    /// How much more the lottery ticket reaches than a rival under the same change.
    func ticketLead(over rival: String, _ ablation: String = "none") throws -> Estimate {
        Estimate(try leads(over: rival, ablation))
    }

    /// How much of its lead over the dense network the lottery ticket loses under a change.
    func ticketLeadLost(under ablation: String) throws -> Estimate {
        Estimate(zip(try leads(over: "dense", "none"), try leads(over: "dense", ablation)).map { $0 - $1 })
    }

    private func leads(over rival: String, _ ablation: String) throws -> [Double] {
        zip(try finalAccuracies("lottery", ablation), try finalAccuracies(rival, ablation)).map { $0 - $1 }
    }

    /// How much less the lottery ticket reaches under one change than under another.
    func ticketLoss(under ablation: String, insteadOf other: String) throws -> Estimate {
        let pairs = zip(try finalAccuracies("lottery", other), try finalAccuracies("lottery", ablation))
        return Estimate(pairs.map { $0 - $1 })
    }

    private struct Adjacency: Decodable {
        let neighbours: Int
        let series: String
        let mean: Double
        let standardError: Double?
        /// Hidden units.
        let units: Int?
    }

    /// How many more runs of unmasked neighbours an input has in the lottery ticket than in the random one.
    func excessAdjacency(_ neighbours: Int) throws -> Estimate {
        let rows = try rows("lottery-adjacency", as: Adjacency.self).filter { $0.neighbours == neighbours }
        guard let lottery = rows.first(where: { $0.series == "lottery" }), let own = lottery.standardError,
            let random = rows.first(where: { $0.series == "random" }), let other = random.standardError,
            let units = lottery.units, let otherUnits = random.units
        else { throw Missing(reason: "lottery-tickets has not been run for both tickets") }
        return Estimate(
            mean: lottery.mean - random.mean, standardError: (own * own + other * other).squareRoot(),
            count: min(units, otherUnits))
    }
}
