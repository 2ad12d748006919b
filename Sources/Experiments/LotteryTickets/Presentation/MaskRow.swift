import Artifact
import Plotting

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
    static func rows(_ runs: [LotteryRun]) -> [MaskRow] {
        [Ticket.random, .lottery].flatMap { ticket -> [MaskRow] in
            guard let run = FinishedSearch.all(runs).first(where: { $0.ticket == ticket }) else { return [] }
            let units = run.firstLayer.units
            // Thousandths, so that the order is that of whole numbers.
            let keys = units.map { unit in 1000 * FirstLayer.runs(of: 2, in: unit) + unit.count { $0 } }
            let order = units.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
            return order.enumerated().map { place, unit in
                MaskRow(
                    ticket: ticket, seed: run.search.seed, place: place, unit: unit,
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
