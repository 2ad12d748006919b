import Artifact
import Training

extension MetalearnActivation {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        switch (configuration, outcome) {
        case (.learn(let metalearning), .learned(let learned)): flaw(in: learned, of: metalearning)
        case (.baseline(_, let steps, _), .trained(let trained)): flaw(in: trained, evaluations: [steps])
        case (.converge(_, _, let steps, let interval, _), .trained(let trained)):
            flaw(in: trained, evaluations: stride(from: interval, through: steps, by: interval).map { $0 })
        case (.learn, .trained): "expected a learned activation"
        case (.baseline, .learned), (.converge, .learned): "expected accuracies"
        }
    }

    private static func flaw(in trained: Trained, evaluations: [Int]) -> String? {
        Flaws.steps("accuracies", trained.accuracies.map(\.step), evaluations)
            ?? Flaws.percents("accuracies", trained.accuracies.map(\.percent))
    }

    private static func flaw(in learned: Learned, of metalearning: Metalearning) -> String? {
        let activation = learned.activation
        let knots = learned.pieces.knots
        let losses = learned.outerSteps.flatMap { [$0.meanLoss, Double($0.finalLoss)] }
        return Flaws.first([
            Flaws.count("outerSteps", learned.outerSteps.count, metalearning.outerSteps),
            Flaws.losses("outerSteps, losses", losses),
            Flaws.percents("outerSteps, accuracies", learned.outerSteps.map(\.testAccuracy)),
            Flaws.steps("shapes", learned.shapes.map(\.outerStep), Flaws.evaluations(steps: metalearning.outerSteps, every: 10)),
            Flaws.first(learned.shapes.map { Flaws.count("a shape", $0.values.count, LearnedShape.points.count) }),
            Flaws.count("activation.weights", activation.weights.count, LearnedActivation.units),
            Flaws.count("activation.biases", activation.biases.count, LearnedActivation.units),
            Flaws.count("activation.amplitudes", activation.amplitudes.count, LearnedActivation.units),
            Flaws.count("pieces.knots", knots.count, 21), Flaws.count("pieces.values", learned.pieces.values.count, 21),
            zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 } ? nil : "pieces.knots: expected ascending numbers",
        ])
    }
}
