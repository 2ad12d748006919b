import RandomGenerators
import Training

/// How often neighbouring first-layer weights of a ticket are unmasked together, and what chance gives.
///
/// Three kinds of chance: as many weights anywhere in the layer; each unit keeps its number of weights; and each unit and
/// each input keep theirs. The first two have exact means. The third is sampled (`Curveball`).
struct Adjacency: Codable, Hashable, Sendable {
    var search: Search
    /// Masks drawn with each unit's and each input's number of weights.
    var samples: Int
    /// Rounds of trades between two of them, in each of which every input takes part once.
    var rounds = 20

    struct Outcome: Codable, Sendable {
        /// Unmasked weights of the layer.
        var unmasked: Int
        /// Hidden units that keep no weight of an input.
        var emptyUnits: Int
        /// Of 2, 3 and 4 neighbours.
        var counts: [Count]
    }

    /// Numbers of runs in the whole layer.
    struct Count: Codable, Sendable {
        var neighbours: Int
        var observed: Int
        var uniformMean: Double
        var unitsKeptMean: Double
        /// Over the sampled masks.
        var bothKeptMean: Double
        var bothKeptDeviation: Double
        /// The sampled masks that have at least as many runs as the ticket.
        var samplesWithAsMany: Int
    }

    func run(_ layer: FirstLayer) -> Outcome {
        var generator = TorchGenerator(seed: UInt64(search.trial.seed), stream: "masks by chance")
        // Inputs are traded, because there are fewer of them than units.
        var shuffled = Curveball(rows: layer.inputs)
        let lengths = [2, 3, 4]
        var sampled = lengths.map { _ in [Int]() }
        for _ in 0..<samples {
            for _ in 0..<rounds { shuffled.trade(&generator) }
            let units = (0..<layer.units.count).map { unit in shuffled.rows.map { $0[unit] } }
            let sample = FirstLayer(units: units)
            for (index, length) in lengths.enumerated() { sampled[index].append(sample.runs(of: length)) }
        }
        let counts = zip(lengths, sampled).map { length, sampled in
            let observed = layer.runs(of: length)
            let mean = Double(sampled.reduce(0, +)) / Double(sampled.count)
            let squares = sampled.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            return Count(
                neighbours: length, observed: observed, uniformMean: layer.uniformChance(length),
                unitsKeptMean: layer.unitsKeptChance(length), bothKeptMean: mean,
                bothKeptDeviation: (squares / Double(max(sampled.count - 1, 1))).squareRoot(),
                samplesWithAsMany: sampled.count { $0 >= observed })
        }
        return Outcome(
            unmasked: layer.unmasked, emptyUnits: layer.units.count { !$0.contains(true) }, counts: counts)
    }
}
