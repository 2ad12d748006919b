import NeuralNetworks
import Statistics

/// The losses of one protocol of Figure 4, seed by seed and width by width: what is drawn again to see how sure a mean curve is.
struct SeedCurves {
    let parameters: [Int]
    let seeds: [UInt32]
    /// By seed, then by width.
    let trainLosses: [[Double]]
    let testLosses: [[Double]]

    /// - Parameter evaluation: which of a run's.
    init(_ runs: [DescentRun], evaluation: (DescentRun) -> ModelEvaluation = { $0.outcome.last! }) {
        let bySeed = runs.grouped(by: \.configuration.seed).map { seed, runs in
            (seed, runs.sorted { $0.configuration.width < $1.configuration.width })
        }
        seeds = bySeed.map(\.0)
        parameters = bySeed.first?.1.map(\.configuration.parameterCount) ?? []
        trainLosses = bySeed.map { $0.1.map { evaluation($0).trainLoss } }
        testLosses = bySeed.map { $0.1.map { evaluation($0).testLoss } }
    }

    /// The mean curve of some seeds by index, one perhaps several times.
    func mean(of draws: [Int]) -> DescentCurve {
        let points = parameters.indices.map { width in
            DescentCurve.Point(
                parameters: parameters[width], trainLoss: Summary(draws.map { trainLosses[$0][width] }).mean,
                testLoss: Summary(draws.map { testLosses[$0][width] }).mean)
        }
        return DescentCurve(points, loss: .negativeLogLikelihood, outputs: 10)
    }

    /// That of all seeds.
    var mean: DescentCurve { mean(of: Array(seeds.indices)) }

    /// What is found on the mean curve, with all draws of the seeds; nil of a curve without it.
    func resampled(_ value: @escaping (DescentCurve) -> Double?) -> Resampled? {
        guard let estimate = value(mean) else { return nil }
        return Resampled(count: seeds.count, estimate: estimate) { value(mean(of: $0)) ?? .nan }
    }

    /// Where the mean curve peaks, in parameters.
    var peak: Resampled? { resampled { $0.peak?.position.value } }

    /// A peak counts as resolved where the interval of its position is no wider than the rule for positions, a factor of 1.5 to either side.
    static func isResolved(_ peak: Resampled) -> Bool {
        peak.limits(tail: 0.05).map { $0.upper <= 1.5 * 1.5 * $0.lower } ?? false
    }
}
