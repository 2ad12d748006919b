import Artifact
import Datasets

typealias LotteryRun = FinishedRun<LotteryTickets.Configuration, LotteryTickets.Outcome>

/// A search and what it found.
struct FinishedSearch {
    let search: Search
    let outcome: Search.Outcome

    var ticket: Ticket { search.pruning == .magnitude ? .lottery : .random }
    var firstLayer: FirstLayer { FirstLayer(search, outcome) }

    static func all(_ runs: [LotteryRun]) -> [FinishedSearch] {
        runs.compactMap { run in
            guard case (.search(let search), .search(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return FinishedSearch(search: search, outcome: outcome)
        }
    }

    /// Every ticket's masks as NumPy arrays: `seed42_lottery_linear1_weight` (outputs, inputs) and `…_bias`.
    static func archive(_ runs: [LotteryRun]) -> NPZArchive {
        NPZArchive(
            all(runs).flatMap { run in
                let inputs = [40, run.search.hidden, run.search.hidden]
                return zip(run.outcome.masks, inputs).enumerated().flatMap { layer, pair in
                    let (mask, inputs) = (pair.0.entries, pair.1)
                    let outputs = mask.count / (inputs + 1)
                    let weights = outputs * inputs
                    let name = "seed\(run.search.seed)_\(run.ticket.rawValue)_linear\(layer + 1)"
                    return [
                        NPZArchive.Entry(
                            "\(name)_weight", NPYArray(shape: [outputs, inputs], elements: .bool(Array(mask[..<weights])))),
                        NPZArchive.Entry("\(name)_bias", NPYArray(shape: [outputs], elements: .bool(Array(mask[weights...])))),
                    ]
                }
            })
    }
}

/// The first layer of a ticket, as its spatial order shows.
struct FirstLayer {
    /// For each hidden unit which of its 40 inputs are unmasked.
    let units: [[Bool]]

    init(_ search: Search, _ outcome: Search.Outcome) {
        let mask = outcome.masks[0].entries
        units = (0..<search.hidden).map { Array(mask[(40 * $0)..<(40 * $0 + 40)]) }
    }

    /// The number of places where `length` neighbours are all unmasked.
    static func runs(of length: Int, in unit: [Bool]) -> Int {
        (0...(unit.count - length)).count { start in unit[start..<start + length].allSatisfy { $0 } }
    }

    /// What a mask with as many unmasked weights anywhere in the layer has on average: each of the 41 - length
    /// places is unmasked with probability u (u - 1) … / (T (T - 1) …), u of T weights unmasked.
    func chance(_ length: Int) -> Double {
        let total = units.count * 40
        let unmasked = units.reduce(0) { $0 + $1.count { $0 } }
        let probability = (0..<length).reduce(1.0) { $0 * Double(unmasked - $1) / Double(total - $1) }
        return probability * Double(41 - length) / 40
    }
}
