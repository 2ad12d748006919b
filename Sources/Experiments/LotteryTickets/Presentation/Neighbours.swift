import Artifact
import Statistics

/// How often neighbouring first-layer weights of one ticket are unmasked together, and what chance gives: runs in the layer.
struct AdjacencyTrialRow: Codable, TicketRow {
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

/// Runs of neighbours of one trial, per hidden unit and input, or those of the ticket beside what they are divided by.
struct Neighbours {
    /// In the order of the printed table.
    enum Quantity: String, Codable, CaseIterable {
        case lottery, random
        case uniform, unitsKept, bothKept
        /// Lottery ticket over the means of the random ticket or of chance.
        case overRandom, overUniform, overUnitsKept, overBothKept

        var title: String {
            switch self {
            case .lottery: "Lottery ticket, per unit and input"
            case .random: "Random ticket"
            case .uniform: "Chance, weights anywhere"
            case .unitsKept: "Chance, each unit's number of weights kept"
            case .bothKept: "Chance, each unit's and each input's kept"
            case .overRandom: "Lottery ticket / random ticket"
            case .overUniform: "Lottery ticket / chance, weights anywhere"
            case .overUnitsKept: "Lottery ticket / chance, units kept"
            case .overBothKept: "Lottery ticket / chance, units and inputs kept"
            }
        }
    }

    let neighbours: Int
    let quantity: Quantity
    let value: Double
    /// Of a ratio.
    let divisor: Double?
    let isPublished: Bool

    private static let quantity = Dimension("quantity", \Neighbours.quantity, title: \.title)
    private static let neighbours = Dimension("neighbours", \Neighbours.neighbours)

    /// Of all trials of the tickets that figures show. Throws where a trial lacks a ticket.
    ///
    /// - Parameter inputs: Points of a signal; ratios do not depend on it.
    static func all(_ trials: [AdjacencyTrialRow], inputs: Int) throws -> [Neighbours] {
        let trials = trials.main
        return try [2, 3, 4].flatMap { neighbours in
            let pairs = try trials.filter { $0.neighbours == neighbours && $0.ticket == .lottery }.map { own in
                let random = trials.first { $0.neighbours == neighbours && $0.ticket == .random && $0.seed == own.seed }
                guard let random else { throw ArtifactError("lottery-tickets: seed \(own.seed) has no random ticket") }
                return (own: own, random: random)
            }
            func count(_ quantity: Quantity, _ value: (AdjacencyTrialRow, AdjacencyTrialRow) -> Double) -> [Neighbours] {
                pairs.map { own, random in
                    Neighbours(
                        neighbours: neighbours, quantity: quantity, value: value(own, random) / Double(inputs * own.hidden), divisor: nil,
                        isPublished: own.isPublished && random.isPublished)
                }
            }
            func ratio(_ quantity: Quantity, _ divisor: (AdjacencyTrialRow, AdjacencyTrialRow) -> Double) -> [Neighbours] {
                pairs.map { own, random in
                    Neighbours(
                        neighbours: neighbours, quantity: quantity, value: Double(own.observed), divisor: divisor(own, random),
                        isPublished: false)
                }
            }
            let counts = [
                count(.lottery) { own, _ in Double(own.observed) }, count(.random) { _, random in Double(random.observed) },
                count(.uniform) { own, _ in own.uniform }, count(.unitsKept) { own, _ in own.unitsKept },
                count(.bothKept) { own, _ in own.bothKept },
            ]
            let ratios = [
                ratio(.overUniform) { own, _ in own.uniform }, ratio(.overUnitsKept) { own, _ in own.unitsKept },
                ratio(.overBothKept) { own, _ in own.bothKept }, ratio(.overRandom) { _, random in Double(random.observed) },
            ]
            return (counts + ratios).flatMap { $0 }
        }
    }

    /// Means over trials with 95 % intervals; of ratios those of means, with Fieller's.
    ///
    /// - Parameter tail: Of the ratios' intervals.
    static func means(_ authors: Authors, tail: Double = 0.025) -> Summaries<Neighbours> {
        Summaries(
            Metric<Neighbours>("runs", "Runs", \.value), by: [neighbours, quantity],
            columns: [
                .numbers(["mean", "lower", "upper"]) { cell in
                    let divisors = cell.elements.compactMap(\.divisor)
                    guard !divisors.isEmpty else { return [cell.summary.mean, cell.summary.lower, cell.summary.upper] }
                    let ratio = RatioOfMeans(cell.values, divisors)
                    let limits = ratio.limits(tail: tail)
                    return [ratio.estimate, limits?.lower, limits?.upper]
                },
                .count("trials"),
                .numbers(["published", "publishedStandardError"]) { cell in
                    guard cell.elements.allSatisfy(\.isPublished), let ticket = Ticket(rawValue: cell.elements[0].quantity.rawValue) else {
                        return [nil, nil]
                    }
                    let published = authors.adjacency(ticket, cell.elements[0].neighbours)
                    return [published?.value, published?.standardError]
                },
            ])
    }

    /// - Parameter trials: What the rows are made of, for the intervals of ratios.
    static func table(_ rows: [Record], trials: [AdjacencyTrialRow], _ authors: Authors) throws -> PrintedTable {
        let ratios = try means(authors, tail: Judgement.tail).records(all(trials, inputs: 1))
        let pivot = Pivot(
            "Runs of unmasked neighbours", rows: quantity, columns: neighbours,
            lines: [
                Pivot.Line { row in
                    guard row["quantity"].hasPrefix("over") else { return row.printedEstimate(over: "trials", decimals: 5) }
                    let ratio = ratios.first { $0["quantity"] == row["quantity"] && $0["neighbours"] == row["neighbours"] }
                    return ratio.flatMap { $0.estimate().mean.isFinite ? $0.estimate().text(decimals: 2) : nil }
                },
                Pivot.Line("; authors, one trial ± standard error over units") { row in
                    row.number("published").map {
                        "\(fixed($0, decimals: 5)) ± \(fixed(row.number("publishedStandardError")!, decimals: 5))"
                    }
                },
            ])
        return pivot.table(rows)
    }
}
