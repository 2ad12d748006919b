import Statistics
import Training

extension MetalearnActivation {
    /// Its JSON is that of the payload: `activation` and `pieces` of a metalearning are members of the outcome.
    enum Outcome: Codable, Sendable {
        case learned(Learned)
        case trained(Trained)

        init(from decoder: any Decoder) throws {
            self = try (try? Trained(from: decoder)).map(Outcome.trained) ?? .learned(Learned(from: decoder))
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .learned(let learned): try learned.encode(to: encoder)
            case .trained(let trained): try trained.encode(to: encoder)
            }
        }
    }

    struct Trained: Codable, Sendable {
        /// On test examples.
        var accuracies: [Accuracy]
    }

    struct Learned: Codable, Sendable {
        var outerSteps: [ActivationMetalearning.OuterStep]
        /// Before the first outer step, after every tenth and after the last.
        var shapes: [LearnedShape]
        /// After the last outer step.
        var activation: LearnedActivation
        /// The same as straight lines, for use elsewhere without the network.
        var pieces: Pieces
    }

    struct Accuracy: Codable, Sendable {
        /// Steps taken.
        var step: Int
        var percent: Double
    }
}

/// A learned activation as straight lines between knots, continued beyond the first and last.
struct Pieces: Codable, Sendable {
    /// -5 to 5 in steps of 0.5.
    let knots: [Double]
    /// f at the knots: the piecewise linear function that is closest to f on -5...5 in the mean square.
    let values: [Double]
    /// Its largest distance from f there.
    let largestError: Double

    init(_ shape: LearnedShape) {
        let fit = PiecewiseLinearFit(
            x: LearnedShape.points.map(Double.init), y: shape.values.map(Double.init),
            knots: (0...20).map { Double($0 - 10) / 2 })
        (knots, values, largestError) = (fit.knots, fit.values, fit.largestError)
    }
}
