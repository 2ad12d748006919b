import Artifact
import Datasets
import Statistics
import Training

/// Masks as hexadecimal digits: four entries each, the first in the highest bit, zeros after the last.
enum PackedMask {
    static func pack(_ mask: [Bool]) -> String {
        let digits = Array("0123456789abcdef")
        return String(
            stride(from: 0, to: mask.count, by: 4).map { start in
                digits[(0..<4).reduce(0) { $0 * 2 + (start + $1 < mask.count && mask[start + $1] ? 1 : 0) }]
            })
    }

    static func unpack(_ text: String, count: Int) -> [Bool] {
        let digits = text.utf8.map { byte in Int(byte) - (byte >= UInt8(ascii: "a") ? 87 : 48) }
        return (0..<count).map { $0 / 4 < digits.count && digits[$0 / 4] >> (3 - $0 % 4) & 1 == 1 }
    }

    /// Every ticket's masks as NumPy arrays: `seed42_lottery_linear1_weight` (outputs, inputs) and `…_bias`.
    static func archive(
        _ runs: [FinishedRun<LotteryTickets.Configuration, LotteryTickets.Outcome>]
    ) -> NPZArchive {
        NPZArchive(
            runs.filter { $0.configuration.analysis == nil }.flatMap { run in
                let search = run.configuration.search
                let ticket = search.pruning == .magnitude ? "lottery" : "random"
                let inputs = [40, search.hidden, search.hidden]
                return zip(run.outcome.masks, search.layerSizes).enumerated().flatMap { layer, packed in
                    let mask = unpack(packed.0, count: packed.1)
                    let outputs = packed.1 / (inputs[layer] + 1)
                    let weights = outputs * inputs[layer]
                    let name = "seed\(search.seed)_\(ticket)_linear\(layer + 1)"
                    return [
                        NPZArchive.Entry(
                            "\(name)_weight",
                            NPYArray(shape: [outputs, inputs[layer]], elements: .bool(Array(mask[..<weights])))),
                        NPZArchive.Entry(
                            "\(name)_bias", NPYArray(shape: [outputs], elements: .bool(Array(mask[weights...])))),
                    ]
                }
            })
    }
}

/// The first layer of a ticket, as its spatial order shows.
struct FirstLayer {
    /// For each hidden unit which of its 40 inputs are unmasked.
    let units: [[Bool]]

    init(_ run: FinishedRun<LotteryTickets.Configuration, LotteryTickets.Outcome>) {
        let search = run.configuration.search
        let mask = PackedMask.unpack(run.outcome.masks[0], count: search.layerSizes[0])
        units = (0..<search.hidden).map { Array(mask[(40 * $0)..<(40 * $0 + 40)]) }
    }

    /// The number of places where `length` neighbours are all unmasked.
    static func runs(of length: Int, in unit: [Bool]) -> Int {
        (0...(unit.count - length)).count { start in unit[start..<start + length].allSatisfy { $0 } }
    }

    /// Mean over hidden units of the runs of a length, per input, and its standard error.
    func adjacency(_ length: Int) -> Summary {
        Summary(units.map { Double(Self.runs(of: length, in: $0)) / 40 })
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
