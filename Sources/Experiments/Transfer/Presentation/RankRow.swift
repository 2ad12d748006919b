import Artifact
import Datasets
import Statistics

/// An activation by one measure, at one learning rate or at the best of them, which has the best mean over seeds: the mean over seeds, and
/// the mean rank among all activations of the same seed, 1 for the best; 95 % intervals of Student's t.
struct RankRow: Codable {
    var pixels: PixelScale
    var channels: Int
    var measure: Measure
    /// A learning rate, or `best`.
    var rate: String
    var activation: TransferredActivation
    /// The rate that is the activation's best.
    var learningRate: Double
    var seeds: Int
    var mean: Double
    var lower: Double?
    var upper: Double?
    var rank: Double
    /// Cut off at the first and the last rank.
    var rankLower: Double?
    var rankUpper: Double?

    static func rows(_ runs: [RunRow]) -> [RankRow] {
        struct Cell: Hashable { var pixels: PixelScale, channels: Int }
        return runs.grouped(by: { Cell(pixels: $0.pixels, channels: $0.channels) }).flatMap { _, runs in
            Measure.allCases.flatMap { measure -> [RankRow] in
                let measured = runs.filter { measure($0) != nil }
                let rates = Set(measured.map(\.learningRate)).sorted()
                guard !rates.isEmpty else { return [] }
                let each = rates.flatMap { rate in
                    rows(measure, "\(rate)", measured.filter { $0.learningRate == rate })
                }
                return each + rows(measure, "best", bestRates(measure, measured))
            }
        }
    }

    /// Of each activation the runs at its best rate.
    static func bestRates(_ measure: Measure, _ runs: [RunRow]) -> [RunRow] {
        runs.grouped(by: \.activation).flatMap { _, own in
            own.grouped(by: \.learningRate).min { a, b in
                func badness(_ runs: [RunRow]) -> Double { measure.badness(Summary(runs.compactMap { measure($0) }).mean) }
                return badness(a.values) < badness(b.values)
            }!.values
        }
    }

    private static func rows(_ measure: Measure, _ rate: String, _ runs: [RunRow]) -> [RankRow] {
        runs.grouped(by: \.activation).map { activation, own in
            let values = Summary(own.map { measure($0)! })
            let ranks = Summary(own.map { Self.rank(of: $0, measure, among: runs) })
            let (interval, rankInterval) = (values.confidenceInterval(), ranks.confidenceInterval())
            let isSeveral = own.count > 1
            let worst = Double(Set(runs.map(\.activation)).count)
            return RankRow(
                pixels: own[0].pixels, channels: own[0].channels, measure: measure, rate: rate, activation: activation,
                learningRate: own[0].learningRate, seeds: own.count, mean: values.mean,
                lower: isSeveral ? interval.lower : nil, upper: isSeveral ? interval.upper : nil, rank: ranks.mean,
                rankLower: isSeveral ? max(1, rankInterval.lower) : nil,
                rankUpper: isSeveral ? min(worst, rankInterval.upper) : nil)
        }
    }

    /// Among the runs of the same seed with other activations.
    static func rank(of run: RunRow, _ measure: Measure, among runs: [RunRow]) -> Double {
        let others = runs.filter { $0.seed == run.seed && $0.activation != run.activation }
        return measure.rank(measure(run)!, among: others.map { measure($0)! })
    }

    /// A row for each activation at its best rate, in each size of model and on each scale of points.
    static func table(_ rows: [RankRow]) -> PrintedTable {
        let seeds = rows.map(\.seeds).max() ?? 0
        var table = PrintedTable(
            header: ["Points, channels, activation (\(seeds) \(seeds == 1 ? "seed" : "seeds"))"]
                + Measure.allCases.flatMap { [$0.title, "rank"] })
        let best = rows.filter { $0.rate == "best" }
        for (pixels, own) in best.grouped(by: \.pixels) {
            for channels in Set(own.map(\.channels)).sorted() {
                for activation in TransferredActivation.allCases {
                    let cells = Measure.allCases.flatMap { measure in
                        own.first { $0.channels == channels && $0.activation == activation && $0.measure == measure }?.cells
                            ?? ["–", "–"]
                    }
                    table.append(["\(pixels.title), \(channels), \(activation.title)"] + cells)
                }
            }
        }
        return table
    }

    private var cells: [String] {
        let decimals = measure == .testAccuracy ? 2 : 4
        let margin = upper.map { " ± \(fixed($0 - mean, decimals: decimals))" } ?? ""
        return ["\(fixed(mean, decimals: decimals))\(margin) at \(learningRate)", fixed(rank, decimals: 1)]
    }
}

extension PixelScale {
    var title: String { self == .unit ? "0 to 1" : "standardised" }
}
