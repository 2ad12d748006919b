import Artifact
import NeuralNetworks
import Statistics

/// What a vote of the ten nearest training examples gets right of the test examples, in percent.
struct NeighborRow: Codable {
    var model: ContrastiveNetwork.Projector
    var seeds: Int
    /// Of the signals, by Euclidean distance: the same for all seeds.
    var input: Double
    /// Of Z by the cosine's distance, before and after training, with standard deviations over seeds.
    var before: Double
    var beforeDeviation: Double?
    var after: Double
    var afterDeviation: Double?
    /// Of what each seed gains by training, with the 95 % interval of Student's t.
    var gain: Double
    var gainLower: Double?
    var gainUpper: Double?

    static func rows(_ runs: [ContrastiveRun]) -> [NeighborRow] {
        runs.grouped(by: \.configuration.projector).map { projector, runs in
            let (before, after) = (Summary(runs.map(\.outcome.neighborsBefore)), Summary(runs.map(\.outcome.neighborsAfter)))
            let gain = Summary(runs.map { $0.outcome.neighborsAfter - $0.outcome.neighborsBefore })
            let interval = gain.confidenceInterval()
            return NeighborRow(
                model: projector, seeds: runs.count, input: runs[0].outcome.neighborsInInput, before: before.mean,
                beforeDeviation: before.deviation, after: after.mean, afterDeviation: after.deviation, gain: gain.mean,
                gainLower: gain.count > 1 ? interval.lower : nil, gainUpper: gain.count > 1 ? interval.upper : nil)
        }
    }

    /// - Parameter isPapers: whether the runs are as long as the authors'.
    static func table(_ rows: [NeighborRow], isPapers: Bool) -> PrintedTable {
        let seeds = rows.map(\.seeds).max() ?? 0
        var table = PrintedTable(
            header: ["Ten neighbours (%), \(seeds) \(seeds == 1 ? "seed" : "seeds")"] + rows.map(\.model.title)
                + (isPapers ? ["notebook, default"] : []))
        func number(_ value: Double, _ deviation: Double?) -> String {
            fixed(value, decimals: 1) + (deviation.map { " ± \(fixed($0, decimals: 1))" } ?? "")
        }
        func append(_ name: String, _ published: Double?, _ text: (NeighborRow) -> String) {
            table.append([name] + rows.map(text) + (isPapers ? [published.map { fixed($0, decimals: 1) } ?? "–"] : []))
        }
        append("Signals", Published.neighborsInInput) { number($0.input, nil) }
        append("Z before training", nil) { number($0.before, $0.beforeDeviation) }
        append("Z after training", Published.neighborsAfter) { number($0.after, $0.afterDeviation) }
        append("Gain [95 % interval] (points)", nil) { row in
            guard let lower = row.gainLower, let upper = row.gainUpper else { return fixed(row.gain, decimals: 1) }
            return "\(fixed(row.gain, decimals: 1)) [\(fixed(lower, decimals: 1)), \(fixed(upper, decimals: 1))]"
        }
        return table
    }
}
