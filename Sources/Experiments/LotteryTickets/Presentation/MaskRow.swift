import Artifact
import Plotting

/// One hidden unit of Figure 9: its first-layer mask, sorted by pairs of neighbours + 0.001 · unmasked weights, most first.
struct MaskRow: Codable {
    let ticket: Ticket
    let seed: UInt32
    /// Percent of the first layer's weights that are masked.
    let sparsity: Double
    /// From 0 for the most neighbours.
    let position: Int
    /// The hidden unit's number in the network.
    let unit: Int
    /// A character for each input, 1 where its weight is unmasked.
    let mask: String

    /// The tickets of the first two trials.
    static func rows(_ runs: [LotteryRun]) -> [MaskRow] {
        let step = runs.mainStep
        return [Ticket.random, .lottery].flatMap { ticket in
            let searches = runs.searches.filter {
                $0.search.ticket == ticket && ($0.search.ranking.step == nil || $0.search.ranking.step == step)
            }
            return searches.prefix(2).flatMap { rows($0.search, $0.outcome) }
        }
    }

    private static func rows(_ search: Search, _ outcome: Search.Outcome) -> [MaskRow] {
        let layer = FirstLayer(mask: outcome.masks[0], search.trial)
        // Thousandths, so that the order is that of whole numbers.
        let keys = layer.units.map { unit in 1000 * FirstLayer.runs(of: 2, in: unit) + unit.count { $0 } }
        let order = layer.units.indices.sorted { (keys[$1], $0) < (keys[$0], $1) }
        let sparsity = 100 * (1 - Double(layer.unmasked) / Double(layer.units.count * layer.units[0].count))
        return order.enumerated().map { position, unit in
            MaskRow(
                ticket: search.ticket, seed: search.trial.seed, sparsity: sparsity, position: position, unit: unit,
                mask: String(layer.units[unit].map { $0 ? "1" : "0" }))
        }
    }

    /// One below the other as the authors', hidden units from left to right, inputs from top to bottom; black is unmasked.
    static func figure(_ rows: [MaskRow]) -> Figure {
        let tickets = rows.grouped(by: { "\($0.ticket.rawValue) \($0.seed)" }).map(\.values)
        return Figure(width: .double, height: 32 * Double(tickets.count), columns: 1, sharing: .x) {
            for (index, rows) in tickets.enumerated() {
                let number = tickets[...index].count { $0[0].ticket == rows[0].ticket }
                let masks = rows.map { Array($0.mask) }
                Plot(
                    "\(rows[0].ticket == .random ? "Random" : "Lottery") ticket \(number) (\(fixed(rows[0].sparsity, decimals: 0)) % sparse)",
                    x: .linear("Hidden unit, sorted by adjacent unmasked weights"), y: .linear("Input", reversed: true),
                    color: .linear("", domain: 0...1), ramp: .grey, legend: .above, box: true
                ) {
                    Image(
                        Bitmap(width: masks.count, height: masks[0].count) { column, row in
                            masks[column][row] == "1" ? Color(0x000000) : Color(0xFFFFFF)
                        })
                }
            }
        }
    }
}
