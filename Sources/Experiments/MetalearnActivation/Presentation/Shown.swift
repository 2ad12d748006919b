import Artifact
import Statistics
import Training

/// A number that figures and tables show, of one run or one metalearning.
struct Shown {
    /// Of a figure.
    var panel = ""
    /// `learned`, or the name of an activation designed by hand.
    var activation: String
    /// Of the metalearning.
    var seed: UInt32?
    /// Of the initial weights.
    var weights: UInt32?
    /// Outer steps taken.
    var outerStep: Int?
    /// Where an activation is evaluated.
    var x: Double?
    /// Training steps taken.
    var step: Int?
    var value: Double
    /// The learned activations less this one, over metalearnings (`Results.lead`).
    var lead: Summary?

    /// The three panels of Figure 6, of the first metalearning. Activations designed by hand have no outer steps.
    static func figure6(_ runs: [MetalearnActivation.Run]) -> [Shown] {
        let results = Results(runs)
        let learned = results.learned[0].outcome
        func history(_ panel: String, _ value: (ActivationMetalearning.OuterStep) -> Double) -> [Shown] {
            learned.outerSteps.enumerated().map { Shown(panel: panel, activation: "learned", outerStep: $0, value: value($1)) }
        }
        return history("objective", \.meanLoss) + history("accuracy", \.testAccuracy)
            + results.baselines.map { Shown(panel: "accuracy", activation: $0.activation.title, value: $0.accuracy) }
            + learned.shapes.flatMap { shape in
                zip(LearnedShape.points, shape.values).map {
                    Shown(panel: "shape", activation: "learned", outerStep: shape.outerStep, x: Double($0), value: Double($1))
                }
            }
    }

    /// All learned activations, and accuracies while they and others train longer: of a learned one the mean over initial weights.
    static func seeds(_ runs: [MetalearnActivation.Run]) -> [Shown] {
        let results = Results(runs)
        let shapes = results.learned.flatMap { seed, outcome in
            zip(LearnedShape.points, outcome.shapes.last!.values).map {
                Shown(panel: "shape", activation: "learned", seed: seed, x: Double($0), value: Double($1))
            }
        }
        let steps = results.learnedHistories.first?[0].accuracies.map(\.step) ?? []
        func accuracies(_ activation: String, _ values: (Int) -> [Double]) -> [Shown] {
            steps.indices.flatMap { evaluation in
                values(evaluation).map { Shown(panel: "accuracy", activation: activation, step: steps[evaluation], value: $0) }
            }
        }
        return shapes + accuracies("learned", results.learnedAccuracies)
            + DesignedActivation.allCases.flatMap { activation in
                accuracies(activation.title) { results.accuracies(of: activation, at: $0) }
            }
    }

    /// Accuracies after as many steps as an activation was learned for, and at the end.
    static func accuracies(_ runs: [MetalearnActivation.Run], innerSteps: Int) -> [Shown] {
        let results = Results(runs)
        return results.shownEvaluations(innerSteps: innerSteps).flatMap { evaluation in
            let step = results.converged[0].histories[0].accuracies[evaluation].step
            return results.learnedAccuracies(at: evaluation).map { Shown(activation: "learned", step: step, value: $0) }
                + DesignedActivation.allCases.flatMap { activation in
                    let lead = Summary(results.lead(over: [activation], at: evaluation))
                    return results.accuracies(of: activation, at: evaluation).map {
                        Shown(activation: activation.rawValue, step: step, value: $0, lead: lead)
                    }
                }
        }
    }

    /// The same of each activation and set of initial weights.
    static func trainings(_ runs: [MetalearnActivation.Run], innerSteps: Int) -> [Shown] {
        let results = Results(runs)
        return results.shownEvaluations(innerSteps: innerSteps).flatMap { evaluation in
            results.converged.flatMap { contestant, histories in
                histories.map { seed, accuracies in
                    let (step, value) = (accuracies[evaluation].step, accuracies[evaluation].percent)
                    return switch contestant {
                    case .designed(let activation): Shown(activation: activation.rawValue, weights: seed, step: step, value: value)
                    case .learned(let metalearning):
                        Shown(activation: "learned", seed: metalearning.seed, weights: seed, step: step, value: value)
                    }
                }
            }
        }
    }
}
