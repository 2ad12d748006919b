import Artifact
import Statistics

/// What one run reaches by one measure, at its learning rate or at the best of them, which has the best mean over seeds.
struct RankedRun {
    var run: Transfer.Run
    var measure: Measure
    /// A learning rate, or `best`.
    var rate: String
    var value: Double
    /// Among the runs of the same seed with other activations, 1 for the best.
    var rank: Double
    /// How many activations are ranked.
    var contestants: Int

    /// Of all runs: by scale of points, size of model, measure and learning rate.
    static func all(_ runs: [Transfer.Run]) -> [RankedRun] {
        runs.grouped { "\($0.configuration.pixels) \($0.configuration.channels)" }.flatMap { _, runs in
            Measure.allCases.flatMap { measure -> [RankedRun] in
                let measured = runs.filter { measure($0) != nil }
                let rates = Set(measured.map(\.configuration.learningRate)).sorted()
                guard !rates.isEmpty else { return [] }
                let each = rates.flatMap { rate in
                    ranked(measured.filter { $0.configuration.learningRate == rate }, measure, rate: "\(rate)")
                }
                return each + best(measured, measure)
            }
        }
    }

    /// Of each activation at its best rate.
    static func best(_ runs: [Transfer.Run], _ measure: Measure) -> [RankedRun] {
        let chosen = runs.grouped(by: \.configuration.activation).flatMap { _, own in
            own.grouped(by: \.configuration.learningRate).min { a, b in
                func badness(_ runs: [Transfer.Run]) -> Double { measure.badness(Summary(runs.compactMap { measure($0) }).mean) }
                return badness(a.values) < badness(b.values)
            }!.values
        }
        return ranked(chosen, measure, rate: "best")
    }

    private static func ranked(_ runs: [Transfer.Run], _ measure: Measure, rate: String) -> [RankedRun] {
        let contestants = Set(runs.map(\.configuration.activation)).count
        return runs.map { run in
            let others = runs.filter {
                $0.configuration.seed == run.configuration.seed && $0.configuration.activation != run.configuration.activation
            }
            let value = measure(run)!
            return RankedRun(
                run: run, measure: measure, rate: rate, value: value, rank: measure.rank(value, among: others.map { measure($0)! }),
                contestants: contestants)
        }
    }
}
