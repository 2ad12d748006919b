import Artifact
import Statistics

/// How often unmasked first-layer weights are neighbours, per input: over all hidden units of all trials.
struct AdjacencyRow: Codable {
    /// 2, 3 or 4 weights side by side.
    var neighbours: Int
    /// `lottery`, `random` or `chance`: what as many weights placed at random have on average.
    var series: String
    var mean: Double
    /// Over hidden units; none for chance, which is exact.
    var standardError: Double?
    /// The hidden units of all trials.
    var units: Int

    static func rows(_ runs: [LotteryRun]) -> [AdjacencyRow] {
        let searches = FinishedSearch.all(runs)
        return (2...4).flatMap { neighbours -> [AdjacencyRow] in
            func row(_ ticket: Ticket) -> AdjacencyRow {
                let layers = searches.filter { $0.ticket == ticket }.map(\.firstLayer)
                let counts = layers.flatMap { layer in
                    layer.units.map { Double(FirstLayer.runs(of: neighbours, in: $0)) / 40 }
                }
                let summary = Summary(counts)
                return AdjacencyRow(
                    neighbours: neighbours, series: ticket.rawValue, mean: summary.mean,
                    standardError: summary.standardError, units: summary.count)
            }
            let lottery = searches.filter { $0.ticket == .lottery }.map(\.firstLayer)
            let chance = AdjacencyRow(
                neighbours: neighbours, series: "chance",
                mean: Summary(lottery.map { $0.chance(neighbours) }).mean,
                units: lottery.reduce(0) { $0 + $1.units.count })
            return [row(.lottery), row(.random), chance]
        }
    }

    static func table(_ rows: [AdjacencyRow]) -> PrintedTable {
        var table = PrintedTable(header: ["Runs of unmasked neighbours per input", "lottery", "random", "chance"])
        for neighbours in 2...4 {
            let cells = ["lottery", "random", "chance"].map { series in
                rows.first { $0.neighbours == neighbours && $0.series == series }.map { row in
                    fixed(row.mean, decimals: 4)
                        + (row.standardError.map { " ± \(fixed($0, decimals: 4))" } ?? "")
                } ?? "–"
            }
            table.append(["\(neighbours) neighbours"] + cells)
        }
        return table
    }
}
