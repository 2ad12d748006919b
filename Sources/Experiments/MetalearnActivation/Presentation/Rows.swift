import Artifact
import Statistics
import Training

typealias ActivationRun = FinishedRun<MetalearnActivation.Configuration, MetalearnActivation.Outcome>

/// The runs by what they do.
struct Results {
    let learned: [(seed: UInt32, outcome: MetalearnActivation.Learned)]
    let baselines: [(activation: DesignedActivation, accuracy: Double)]
    /// By activation: its training from each of the initial weights.
    let converged: [(contestant: MetalearnActivation.Contestant, runs: [[MetalearnActivation.Accuracy]])]

    init(_ runs: [ActivationRun]) {
        learned = runs.compactMap { run in
            guard case (.learn(let metalearning), .learned(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return (metalearning.seed, outcome)
        }
        baselines = runs.compactMap { run in
            guard case (.baseline(let activation, _), .trained(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return (activation, outcome.accuracies[0].percent)
        }
        converged = runs.compactMap { run -> (MetalearnActivation.Contestant, [MetalearnActivation.Accuracy])? in
            guard case (.converge(let contestant, _, _, _), .trained(let outcome)) = (run.configuration, run.outcome)
            else { return nil }
            return (contestant, outcome.accuracies)
        }
        .grouped(by: \.0).map { contestant, runs in (contestant, runs.map(\.1)) }
    }
}

extension MetalearnActivation.Contestant {
    /// As tables have it: `relu`, or `learned, seed 0`.
    var name: String {
        switch self {
        case .designed(let activation): activation.rawValue
        case .learned(let metalearning): "learned, seed \(metalearning.seed)"
        }
    }
}

/// A point of one of the three panels of Figure 6.
struct Figure6Row: Codable {
    enum Panel: String, Codable { case objective, accuracy, shape }

    let panel: Panel
    /// `learned`, or the name of an activation designed by hand.
    let activation: String
    /// Outer steps taken; none for activations designed by hand.
    let outerStep: Int?
    /// Where the activation is evaluated.
    let x: Double?
    let value: Double

    static func rows(_ runs: [ActivationRun]) -> [Figure6Row] {
        let results = Results(runs)
        let learned = results.learned[0].outcome
        func row(_ panel: Panel, _ step: Int?, x: Double? = nil, _ value: Double, of name: String = "learned") -> Figure6Row {
            Figure6Row(panel: panel, activation: name, outerStep: step, x: x, value: value)
        }
        return learned.outerSteps.enumerated().map { row(.objective, $0, $1.meanLoss) }
            + learned.outerSteps.enumerated().map { row(.accuracy, $0, $1.testAccuracy) }
            + results.baselines.map { row(.accuracy, nil, $0.accuracy, of: $0.activation.rawValue) }
            + learned.shapes.flatMap { shape in
                zip(LearnedShape.points, shape.values).map { row(.shape, shape.outerStep, x: Double($0), Double($1)) }
            }
    }
}

/// The final activation of one seed at one point, or the mean accuracy of one activation at one step.
struct SeedsRow: Codable {
    enum Panel: String, Codable { case shape, accuracy }

    let panel: Panel
    /// `learned, seed 0`, or the name of an activation designed by hand.
    let activation: String
    let x: Double?
    let step: Int?
    let value: Double
    /// Ends of the 95 % interval of the mean over initial weights.
    let lower: Double?
    let upper: Double?

    static func rows(_ runs: [ActivationRun]) -> [SeedsRow] {
        let results = Results(runs)
        let shapes = results.learned.flatMap { seed, outcome in
            zip(LearnedShape.points, outcome.shapes.last!.values).map {
                SeedsRow(
                    panel: .shape, activation: "learned, seed \(seed)", x: Double($0), step: nil, value: Double($1),
                    lower: nil, upper: nil)
            }
        }
        return shapes + results.converged.flatMap { contestant, runs in
            runs[0].indices.map { index in
                let summary = Summary(runs.map { $0[index].percent })
                return SeedsRow(
                    panel: .accuracy, activation: contestant.name, x: nil, step: runs[0][index].step,
                    value: summary.mean, lower: summary.lower, upper: summary.upper)
            }
        }
    }
}

/// Accuracy of one activation over fresh initial weights.
struct AccuracyRow: Codable {
    let activation: String
    let step: Int
    /// How many initial weights.
    let seeds: Int
    let mean: Double
    let deviation: Double?
    let lower: Double?
    let upper: Double?
    /// The learned activation (of the first seed) minus this one, on the same initial weights; with 95 % interval.
    let difference: Double
    let differenceLower: Double?
    let differenceUpper: Double?

    static func rows(_ runs: [ActivationRun], innerSteps: Int) -> [AccuracyRow] {
        let converged = Results(runs).converged
        guard let reference = converged.first(where: { if case .learned = $0.contestant { true } else { false } })
        else { return [] }
        let steps = reference.runs[0].map(\.step)
        let places = [steps.firstIndex(of: innerSteps), steps.indices.last].compactMap { $0 }
        return places.flatMap { place in
            converged.map { contestant, runs in
                let summary = Summary(runs.map { $0[place].percent })
                // Same initial weights, hence pairs.
                let difference = Summary(zip(reference.runs, runs).map { $0[place].percent - $1[place].percent })
                return AccuracyRow(
                    activation: contestant.name, step: steps[place], seeds: summary.count, mean: summary.mean,
                    deviation: summary.deviation, lower: summary.lower, upper: summary.upper,
                    difference: difference.mean, differenceLower: difference.lower, differenceUpper: difference.upper)
            }
        }
    }

    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        var table = PrintedTable(header: ["activation", "step", "test accuracy (%)", "learned minus this one"])
        let reference = rows.first { $0.activation.hasPrefix("learned") }?.activation
        for row in rows {
            let spread = row.deviation.map { " ± \(fixed($0, decimals: 1))" } ?? ""
            var difference = row.activation == reference ? "" : fixed(row.difference, decimals: 1)
            if row.activation != reference, let lower = row.differenceLower, let upper = row.differenceUpper {
                difference += " (\(fixed(lower, decimals: 1)) to \(fixed(upper, decimals: 1)))"
            }
            table.append([row.activation, "\(row.step)", fixed(row.mean, decimals: 1) + spread, difference])
        }
        return table
    }
}

/// One outer step of one metalearning.
struct OuterStepRow: Codable {
    let seed: UInt32
    let outerStep: Int
    let meanLoss: Double
    let finalLoss: Double
    let squaredGradient: Double
    let testAccuracy: Double

    static func rows(_ runs: [ActivationRun]) -> [OuterStepRow] {
        Results(runs).learned.flatMap { seed, outcome in
            outcome.outerSteps.enumerated().map { index, step in
                OuterStepRow(
                    seed: seed, outerStep: index, meanLoss: step.meanLoss, finalLoss: Double(step.finalLoss),
                    squaredGradient: step.squaredGradient, testAccuracy: step.testAccuracy)
            }
        }
    }
}

/// One knot of the piecewise linear form of a learned activation.
struct PieceRow: Codable {
    let seed: UInt32
    let knot: Double
    let value: Double
    /// Of the piece right of the knot; the last knot has that of the piece left of it.
    let slope: Double
    /// Largest distance of the fit from the activation on -5...5.
    let largestError: Double

    static func rows(_ runs: [ActivationRun]) -> [PieceRow] {
        Results(runs).learned.flatMap { seed, outcome in rows(seed, outcome.pieces) }
    }

    private static func rows(_ seed: UInt32, _ pieces: Pieces) -> [PieceRow] {
        let (knots, values) = (pieces.knots, pieces.values)
        return knots.indices.map { index in
            let left = min(index, knots.count - 2)
            return PieceRow(
                seed: seed, knot: knots[index], value: values[index],
                slope: (values[left + 1] - values[left]) / (knots[left + 1] - knots[left]),
                largestError: pieces.largestError)
        }
    }
}
