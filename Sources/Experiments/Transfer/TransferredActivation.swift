import Artifact
import Autodiff
import NeuralNetworks

/// The activations that are compared.
enum TransferredActivation: String, Codable, Sendable, CaseIterable {
    /// One that `metalearn-activation` learned.
    case learned
    /// The authors' six pieces for theirs.
    case authorsFit = "authors-fit"
    case relu, elu, swish, tanh, softplus, sigmoid

    var title: String {
        switch self {
        case .learned, .tanh, .softplus, .sigmoid: rawValue
        case .authorsFit: "authors' fit"
        case .relu: "ReLU"
        case .elu: "ELU"
        case .swish: "Swish"
        }
    }

    /// The run that learns one.
    static func learning(seed: UInt32) -> ForeignRun { ForeignRun("metalearn-activation", "learn-activation-seed\(seed)") }

    /// Of that run's outcome: the learned activation as lines between knots.
    private struct Learned: Decodable {
        struct Pieces: Decodable {
            let knots: [Double]
            let values: [Double]
        }
        let pieces: Pieces
    }

    /// As a function; `learned` in its piecewise linear form.
    ///
    /// - Parameter seed: Of the metalearning that learned it.
    func function(learnedWith seed: UInt32?, context: RunContext) throws -> @Sendable (Tensor) -> Tensor {
        switch self {
        case .learned:
            guard let seed else { throw ArtifactError("the learned activation: expected the seed of its metalearning") }
            let learned = try context.outcome(of: Self.learning(seed: seed), as: Learned.self).pieces
            guard learned.knots.count >= 2, learned.knots.count == learned.values.count,
                zip(learned.knots, learned.knots.dropFirst()).allSatisfy({ $0 < $1 }),
                (learned.knots + learned.values).allSatisfy(\.isFinite)
            else { throw ArtifactError("the learned activation: expected two or more ascending knots, and finite values") }
            let pieces = PiecewiseLinear(knots: learned.knots.map(Float.init), values: learned.values.map(Float.init))
            return { pieces($0) }
        case .authorsFit: return { piecewiseFit($0) }
        case .relu: return { Autodiff.relu($0) }
        case .elu: return { Autodiff.elu($0) }
        case .swish: return { Autodiff.swish($0) }
        case .tanh: return { Autodiff.tanh($0) }
        case .softplus: return { Autodiff.softplus($0) }
        case .sigmoid: return { Autodiff.sigmoid($0) }
        }
    }

    /// Time of a step compared with the others', roughly.
    var cost: Double { self == .learned || self == .authorsFit ? 2 : 1 }
}
