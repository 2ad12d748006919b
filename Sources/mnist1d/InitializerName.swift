import Artifact
import NeuralNetworks
import RandomGenerators

/// What the weights of linear layers and convolutions begin with.
enum InitializerName: String, CaseIterable, ExpressibleByArgument {
    case standard = "default"
    case kaimingUniform = "kaiming-uniform"
    case kaimingNormal = "kaiming-normal"
    case xavierUniform = "xavier-uniform"
    case xavierNormal = "xavier-normal"
    case orthogonal, zeros

    /// The model with other weights, and biases of 0; itself by default.
    func callAsFunction(_ model: any Model, _ generator: inout TorchGenerator) throws -> any Model {
        let initializer: Initializer
        switch self {
        case .standard: return model
        case .kaimingUniform: initializer = .kaimingUniform
        case .kaimingNormal: initializer = .kaimingNormal
        case .xavierUniform: initializer = .xavierUniform()
        case .xavierNormal: initializer = .xavierNormal()
        case .orthogonal: initializer = .orthogonal()
        case .zeros: initializer = .zeros
        }
        let isNormal = [.kaimingNormal, .xavierNormal, .orthogonal].contains(self)
        let isSmall = { (parameter: Parameter) in parameter.stateShape.count > 1 && parameter.shape.count < 16 }
        if isNormal, let small = model.parameters.first(where: { $0.name.hasSuffix(".weight") && isSmall($0) }) {
            throw ArtifactError(
                "--initializer \(rawValue): \(small.name) has \(small.shape.count) numbers, and PyTorch draws at least 16 at once; choose another, or a larger model"
            )
        }
        return model.initialized(weights: initializer, biases: .zeros, &generator)
    }
}
