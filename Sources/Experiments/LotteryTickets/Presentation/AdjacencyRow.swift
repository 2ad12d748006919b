import Artifact
import Statistics

/// How often neighbouring first-layer weights of one ticket are unmasked together, and what chance gives: runs in the layer.
struct AdjacencyTrialRow: Codable {
    let ticket: Ticket
    let prunedAfter: Int?
    let seed: UInt32
    let hidden: Int
    /// Weights of the first layer.
    let unmasked: Int
    /// Hidden units that keep no weight of an input.
    let emptyUnits: Int
    let neighbours: Int
    let observed: Int
    /// Mean where as many weights lie anywhere.
    let uniform: Double
    /// Mean where each unit keeps its number of weights.
    let unitsKept: Double
    /// Mean and standard deviation of sampled masks in which each unit and each input keep theirs.
    let bothKept: Double
    let bothKeptDeviation: Double
    /// (observed - bothKept) / bothKeptDeviation; none where the samples are all alike.
    let z: Double?
    let samples: Int
    /// Samples with at least as many runs.
    let samplesWithAsMany: Int
    let isPublished: Bool

    static func rows(_ runs: [LotteryRun]) -> [AdjacencyTrialRow] {
        runs.adjacencies.flatMap { adjacency, outcome in
            outcome.counts.map { count in
                AdjacencyTrialRow(
                    ticket: adjacency.search.ticket, prunedAfter: adjacency.search.ranking.step,
                    seed: adjacency.search.trial.seed, hidden: adjacency.search.trial.hidden, unmasked: outcome.unmasked,
                    emptyUnits: outcome.emptyUnits, neighbours: count.neighbours, observed: count.observed,
                    uniform: count.uniformMean, unitsKept: count.unitsKeptMean, bothKept: count.bothKeptMean,
                    bothKeptDeviation: count.bothKeptDeviation,
                    z: count.bothKeptDeviation > 0
                        ? (Double(count.observed) - count.bothKeptMean) / count.bothKeptDeviation : nil,
                    samples: adjacency.samples, samplesWithAsMany: count.samplesWithAsMany,
                    isPublished: adjacency.search.isPublished)
            }
        }
    }

    /// Those of the tickets that figures show.
    static func main(_ rows: [AdjacencyTrialRow]) -> [AdjacencyTrialRow] {
        let step = rows.lazy.compactMap(\.prunedAfter).first
        return rows.filter { $0.prunedAfter == nil || $0.prunedAfter == step }
    }
}

/// What a first layer is compared with.
enum Chance: String, Codable, CaseIterable {
    case uniform, unitsKept, bothKept

    /// The name in legends.
    var title: String {
        switch self {
        case .uniform: "chance: uniform"
        case .unitsKept: "chance: units kept"
        case .bothKept: "chance: units and inputs kept"
        }
    }

    func callAsFunction(_ row: AdjacencyTrialRow) -> Double {
        switch self {
        case .uniform: row.uniform
        case .unitsKept: row.unitsKept
        case .bothKept: row.bothKept
        }
    }
}

/// Runs of neighbours over trials, per hidden unit and input: those of tickets, of chance, and the ticket's in parts of chance.
struct AdjacencyRow: Codable {
    enum Quantity: String, Codable {
        case lottery, random
        case uniform, unitsKept, bothKept
        /// Lottery ticket over the means of chance or of the random ticket.
        case overUniform, overUnitsKept, overBothKept, overRandom

        init(_ chance: Chance) { self.init(rawValue: chance.rawValue)! }
        init(over chance: Chance) {
            self =
                switch chance {
                case .uniform: .overUniform
                case .unitsKept: .overUnitsKept
                case .bothKept: .overBothKept
                }
        }
    }

    let neighbours: Int
    let quantity: Quantity
    let mean: Double
    /// The 95 % interval over trials; of ratios Fieller's.
    let lower: Double?
    let upper: Double?
    let trials: Int
    let published: Double?
    /// Over the hidden units of the authors' one trial.
    let publishedStandardError: Double?

    static func rows(_ runs: [LotteryRun]) -> [AdjacencyRow] {
        let trials = AdjacencyTrialRow.main(AdjacencyTrialRow.rows(runs))
        let inputs = runs.inputs
        return [2, 3, 4].flatMap { neighbours -> [AdjacencyRow] in
            let own = trials.filter { $0.neighbours == neighbours }
            let (lottery, random) = (own.filter { $0.ticket == .lottery }, own.filter { $0.ticket == .random })
            func row(_ quantity: Quantity, _ ticket: Ticket?, _ rows: [AdjacencyTrialRow], _ value: (AdjacencyTrialRow) -> Double)
                -> AdjacencyRow
            {
                let summary = Summary(rows.map { value($0) / Double(inputs * $0.hidden) })
                let isPublished = rows.allSatisfy(\.isPublished)
                let published = isPublished ? ticket.flatMap { Published.adjacency($0, neighbours) } : nil
                return AdjacencyRow(
                    neighbours: neighbours, quantity: quantity, mean: summary.mean, lower: summary.lower,
                    upper: summary.upper, trials: summary.count, published: published?.value,
                    publishedStandardError: published?.standardError)
            }
            func ratio(_ quantity: Quantity) -> AdjacencyRow {
                let ratio = Self.ratio(quantity, own)!
                let limits = ratio.limits(tail: 0.025)
                return AdjacencyRow(
                    neighbours: neighbours, quantity: quantity, mean: ratio.estimate, lower: limits?.lower,
                    upper: limits?.upper, trials: lottery.count, published: nil, publishedStandardError: nil)
            }
            return [row(.lottery, .lottery, lottery) { Double($0.observed) }, row(.random, .random, random) { Double($0.observed) }]
                + Chance.allCases.map { chance in row(Quantity(chance), nil, lottery) { chance($0) } }
                + Chance.allCases.map { chance in ratio(Quantity(over: chance)) } + [ratio(.overRandom)]
        }
    }

    /// The lottery ticket's runs over those of chance or of the random ticket, for one number of neighbours; nil for what is no ratio.
    private static func ratio(_ quantity: Quantity, _ trials: [AdjacencyTrialRow]) -> RatioOfMeans? {
        let lottery = trials.filter { $0.ticket == .lottery }
        let denominators: [Double]
        if let chance = Chance.allCases.first(where: { Quantity(over: $0) == quantity }) {
            denominators = lottery.map { chance($0) }
        } else if quantity == .overRandom {
            denominators = trials.filter { $0.ticket == .random }.map { Double($0.observed) }
        } else {
            return nil
        }
        return RatioOfMeans(lottery.map { Double($0.observed) }, denominators)
    }

    /// - Parameter trials: What the rows are made of, for the intervals of ratios.
    static func table(_ rows: [AdjacencyRow], trials: [AdjacencyTrialRow]) -> PrintedTable {
        let trials = AdjacencyTrialRow.main(trials)
        let hasPublished = rows.contains { $0.published != nil }
        var table = PrintedTable(header: ["Runs of unmasked neighbours"] + (2...4).map { "\($0)" })
        func line(_ title: String, _ quantity: Quantity, decimals: Int, _ text: (AdjacencyRow) -> String? = { _ in nil }) {
            let cells = (2...4).map { neighbours in
                rows.first { $0.neighbours == neighbours && $0.quantity == quantity }
                    .map { text($0) ?? interval(estimate($0), decimals: decimals) } ?? "–"
            }
            table.append([title] + cells)
        }
        func estimate(_ row: AdjacencyRow) -> Estimate {
            guard let ratio = ratio(row.quantity, trials.filter { $0.neighbours == row.neighbours }) else {
                return Estimate(row.mean, lower: row.lower, upper: row.upper).printed(over: row.trials)
            }
            let limits = ratio.limits(tail: Judgement.tail)
            return Estimate(row.mean, lower: limits?.lower, upper: limits?.upper)
        }
        func authors(_ row: AdjacencyRow) -> String? {
            row.published.map { "\(fixed($0, decimals: 5)) ± \(fixed(row.publishedStandardError!, decimals: 5))" }
        }
        line("Lottery ticket, per unit and input", .lottery, decimals: 5)
        if hasPublished { line("– authors, one trial ± standard error over units", .lottery, decimals: 5, authors) }
        line("Random ticket", .random, decimals: 5)
        if hasPublished { line("– authors", .random, decimals: 5, authors) }
        line("Chance, weights anywhere", .uniform, decimals: 5)
        line("Chance, each unit's number of weights kept", .unitsKept, decimals: 5)
        line("Chance, each unit's and each input's kept", .bothKept, decimals: 5)
        line("Lottery ticket / random ticket", .overRandom, decimals: 2)
        line("Lottery ticket / chance, weights anywhere", .overUniform, decimals: 2)
        line("Lottery ticket / chance, units kept", .overUnitsKept, decimals: 2)
        line("Lottery ticket / chance, units and inputs kept", .overBothKept, decimals: 2)
        return table
    }
}

/// `94.2 [93.6, 94.8]`, and a dash for what is no number, such as a ratio to nothing.
func interval(_ estimate: Estimate, decimals: Int, signed: Bool = false) -> String {
    func text(_ value: Double) -> String { (signed && value >= 0 ? "+" : "") + fixed(value, decimals: decimals) }
    guard estimate.mean.isFinite else { return "–" }
    guard let lower = estimate.lower, let upper = estimate.upper else { return text(estimate.mean) }
    return "\(text(estimate.mean)) [\(text(lower)), \(text(upper))]"
}
