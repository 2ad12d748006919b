import Autodiff
import RandomGenerators

/// An activation function: designed by hand, or learned.
public enum Activation: Sendable {
    case designed(DesignedActivation)
    case learned(LearnedActivation)

    /// The random numbers that one pass takes: one for each hidden unit of a learned activation.
    var noiseCount: Int {
        switch self {
        case .designed: 0
        case .learned: LearnedActivation.units
        }
    }
}

/// The activations that a learned one is compared with.
public enum DesignedActivation: String, Codable, CaseIterable, Sendable {
    case relu, swish, elu, softplus, tanh, sigmoid

    public func callAsFunction(_ x: Tensor) -> Tensor {
        switch self {
        case .relu: Autodiff.relu(x)
        case .swish: Autodiff.swish(x)
        case .elu: Autodiff.elu(x)
        case .softplus: Autodiff.softplus(x)
        case .tanh: Autodiff.tanh(x)
        case .sigmoid: Autodiff.sigmoid(x)
        }
    }
}

/// f(x) = ELU(x) + 0.2 g(x), where g is a network with one input, 100 tanh units and one output:
/// g(x) = Σⱼ aⱼ (tanh(wⱼ x + bⱼ) + εⱼ) + c, with noise εⱼ = 0.1 (2u - 1), one for each unit and pass.
public struct LearnedActivation: Hashable, Codable, Sendable {
    /// The hidden units of g.
    public static let units = 100

    /// w, (100).
    public var weights: [Float]
    /// b, (100).
    public var biases: [Float]
    /// a, (100).
    public var amplitudes: [Float]
    /// c.
    public var offset: Float

    /// Whether it has all numbers of each kind, which what is read from a file may lack.
    public var isWhole: Bool { [weights, biases, amplitudes].allSatisfy { $0.count == Self.units } }

    /// PyTorch's initial values of `nn.Linear(1, 100)` and `nn.Linear(100, 1)`.
    public init(generator: inout TorchGenerator) {
        weights = generator.uniform(count: Self.units, from: -1, to: 1)
        biases = generator.uniform(count: Self.units, from: -1, to: 1)
        let bound = Float(1 / Double(Self.units).squareRoot())
        amplitudes = generator.uniform(count: Self.units, from: -bound, to: bound)
        offset = generator.uniform(from: -bound, to: bound)
    }

    /// f traced for any x, given w, b, a, c and the noise ε (100).
    static func trace(_ x: Tensor, _ parameters: [Tensor], noise: Tensor) -> Tensor {
        let (w, b, a, c) = (parameters[0], parameters[1], parameters[2], parameters[3])
        // The noise enters g as one number, whatever x is.
        let shift = (a * noise).sum() + c
        let g = tanhMixture(x, weights: w, biases: b, amplitudes: a) + shift.broadcast(to: x.shape)
        return elu(x) + 0.2 * g
    }

    /// f without noise.
    public func callAsFunction(_ points: [Float]) throws -> [Float] {
        let graph = Graph()
        let x = graph.input("x", [points.count])
        let parameters = parameters.map { $0.tensor(in: graph) }
        let noise = graph.constant(0, [Self.units])
        let program = try Program(graph, outputs: [Self.trace(x, parameters, noise: noise)])
        program.buffer(x)!.values = points
        for (tensor, parameter) in zip(parameters, self.parameters) {
            program.buffer(tensor)!.values = parameter.initialValues
        }
        program.run()
        return program.output()
    }
}
