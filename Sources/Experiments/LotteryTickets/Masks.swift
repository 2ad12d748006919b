import Artifact
import Plotting
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

    static func rows(_ runs: [Run]) -> [AdjacencyRow] {
        let searches = runs.filter { $0.configuration.analysis == nil }
        return (2...4).flatMap { neighbours -> [AdjacencyRow] in
            func row(_ ticket: Ticket) -> AdjacencyRow {
                let layers = searches.filter { $0.configuration.search.pruning == ticket.pruning }.map(FirstLayer.init)
                let counts = layers.flatMap { layer in
                    layer.units.map { Double(FirstLayer.runs(of: neighbours, in: $0)) / 40 }
                }
                let summary = Summary(counts)
                return AdjacencyRow(
                    neighbours: neighbours, series: ticket.rawValue, mean: summary.mean,
                    standardError: summary.standardError, units: summary.count)
            }
            let lottery = searches.filter { $0.configuration.search.pruning == .magnitude }.map(FirstLayer.init)
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

/// One hidden unit of Figure 9: its first-layer mask, sorted by pairs of neighbours + 0.001 · unmasked weights.
struct MaskRow: Codable {
    var ticket: Ticket
    var seed: UInt32
    /// From 0 for the fewest neighbours.
    var place: Int
    /// The hidden unit's number in the network.
    var unit: Int
    /// 40 characters, 1 where the weight of an input is unmasked.
    var mask: String

    /// The first trial's tickets.
    static func rows(_ runs: [Run]) -> [MaskRow] {
        [Ticket.random, .lottery].flatMap { ticket -> [MaskRow] in
            guard
                let run = runs.first(where: {
                    $0.configuration.analysis == nil && $0.configuration.search.pruning == ticket.pruning
                })
            else { return [] }
            let units = FirstLayer(run).units
            // Thousandths, so that the order is that of whole numbers.
            let keys = units.map { unit in 1000 * FirstLayer.runs(of: 2, in: unit) + unit.count { $0 } }
            let order = units.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
            return order.enumerated().map { place, unit in
                MaskRow(
                    ticket: ticket, seed: run.configuration.search.seed, place: place, unit: unit,
                    mask: String(units[unit].map { $0 ? "1" : "0" }))
            }
        }
    }

    static func figure(_ rows: [MaskRow]) -> Figure {
        Figure(width: .double, height: 75, columns: 1, sharing: .x) {
            for ticket in [Ticket.random, .lottery] {
                let masks = rows.filter { $0.ticket == ticket }.map { Array($0.mask) }
                Plot(
                    ticket == .random ? "Random ticket" : "Lottery ticket",
                    x: .linear("Hidden unit, sorted by adjacent unmasked weights"), y: .linear("Input", reversed: true),
                    color: .linear("", domain: 0...1), ramp: .grey, legend: .above, box: true
                ) {
                    Image(
                        Bitmap(width: masks.count, height: 40) { column, row in
                            masks[column][row] == "1" ? Color(0x000000) : Color(0xFFFFFF)
                        })
                }
            }
        }
    }
}
