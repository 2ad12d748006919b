/// The first layer of a ticket, as its spatial order shows.
struct FirstLayer {
    /// For each hidden unit which of its inputs are unmasked.
    let units: [[Bool]]

    init(units: [[Bool]]) { self.units = units }

    /// - Parameter mask: Weights, unit by unit, then biases.
    init(mask: PackedMask, _ trial: Trial) {
        let inputs = trial.source.length
        units = (0..<trial.hidden).map { Array(mask.entries[(inputs * $0)..<(inputs * $0 + inputs)]) }
    }

    /// For each input which of the hidden units it reaches.
    var inputs: [[Bool]] { (0..<units[0].count).map { input in units.map { $0[input] } } }

    var unmasked: Int { units.reduce(0) { $0 + $1.count { $0 } } }

    /// The number of positions where `length` neighbouring weights of one unit are all unmasked.
    func runs(of length: Int) -> Int { units.reduce(0) { $0 + Self.runs(of: length, in: $1) } }

    static func runs(of length: Int, in unit: [Bool]) -> Int {
        (0...(unit.count - length)).count { start in unit[start..<start + length].allSatisfy { $0 } }
    }

    // MARK: What chance gives

    /// The expected number of runs where as many weights lie anywhere in the layer.
    func uniformChance(_ length: Int) -> Double {
        Double(units.count * (units[0].count + 1 - length))
            * Self.allUnmasked(length, unmasked, of: units.count * units[0].count)
    }

    /// The expected number of runs where each unit keeps its number of weights.
    func unitsKeptChance(_ length: Int) -> Double {
        units.reduce(0) { sum, unit in
            sum + Double(unit.count + 1 - length) * Self.allUnmasked(length, unit.count { $0 }, of: unit.count)
        }
    }

    /// The probability that `length` given weights are among `unmasked` drawn from `total`:
    /// u (u - 1) … / (T (T - 1) …), one factor for each weight.
    private static func allUnmasked(_ length: Int, _ unmasked: Int, of total: Int) -> Double {
        unmasked < length ? 0 : (0..<length).reduce(1.0) { $0 * Double(unmasked - $1) / Double(total - $1) }
    }
}
