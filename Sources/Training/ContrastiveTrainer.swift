import Autodiff
import Datasets
import NeuralNetworks

/// Trains a network without labels: each step makes two views of a batch more alike than those of different examples
/// (`contrastiveLoss`). Forward, backward and update are one compiled program.
public final class ContrastiveTrainer {
    private let network: ContrastiveNetwork
    private let optimizer: any Optimizer
    private let program: Program
    private let views: [TensorBuffer]
    private let scalars: [TensorBuffer]
    /// The network's parameters by name.
    private let parameters: [String: TensorBuffer]
    private let length: Int
    /// The number of steps taken.
    public private(set) var stepCount = 0

    /// - Parameters:
    ///   - length: L, the points of an example.
    ///   - batchSize: N, the examples of a step.
    public init(
        _ network: ContrastiveNetwork, optimizer: any Optimizer, temperature: Float, length: Int, batchSize: Int
    ) throws {
        self.network = network
        self.optimizer = optimizer
        self.length = length
        let formula = try TrainingStep(network, optimizer: optimizer, loss: .negativeLogLikelihood)
        let graph = Graph()
        let inputs = ["first view", "second view"].map { graph.input($0, [length, batchSize]) }
        let step = try formula(in: graph) {
            contrastiveLoss(network(inputs[0]), network(inputs[1]), temperature: temperature)
        }
        let state = formula.state.map { (input: $0.tensor(in: graph), buffer: TensorBuffer($0.shape, $0.initialValues)) }
        program = try Program(
            graph, outputs: [step.loss], updates: zip(state, step.state).map { (input: $0.input, value: $1) })
        views = inputs.map { TensorBuffer($0.shape) }
        scalars = optimizer.scalarNames.map { _ in TensorBuffer([]) }
        parameters = Dictionary(uniqueKeysWithValues: zip(formula.state.map(\.name), state.map(\.buffer)))
        let scalarInputs = optimizer.scalarNames.map { graph.input($0, []) }
        for (input, buffer) in state { program.bind(input, to: buffer) }
        for (input, buffer) in zip(inputs + scalarInputs, views + scalars) { program.bind(input, to: buffer) }
    }

    /// Takes one step and gives the batch's loss before the update.
    ///
    /// - Parameters: two views of the same examples, one example after the other.  // (N, L)
    @discardableResult
    public func step(_ first: [Float], _ second: [Float]) -> Float {
        for (buffer, view) in zip(views, [first, second]) {
            precondition(view.count == buffer.shape.count, "\(view.count) numbers for views of shape \(buffer.shape)")
            fill(buffer, view)
        }
        for (index, buffer) in scalars.enumerated() { buffer.scalar = optimizer.scalar(index, step: stepCount) }
        program.run()
        stepCount += 1
        return program.scalarOutput()
    }

    /// The parameters now, as PyTorch names and shapes them.
    public var stateDictionary: StateDictionary { StateDictionary(of: network) { parameters[$0]?.values } }

    /// What each layer makes of some examples, as the network is now: `ContrastiveNetwork.layers`, each one example after
    /// the other.  // (examples, units)
    public func layers(_ examples: Examples) throws -> [[Float]] {
        let graph = Graph()
        let input = graph.input("features", [length, examples.count])
        let layers = network.layers(input)
        let forward = try Program(graph, outputs: layers)
        for (name, input) in graph.inputs {
            if let buffer = parameters[name] { forward.bind(input, to: buffer) }
        }
        let buffer = TensorBuffer(input.shape)
        fill(buffer, examples.features)
        forward.bind(input, to: buffer)
        forward.run()
        return layers.enumerated().map { index, layer in
            let (units, count, values) = (layer.shape[0], layer.shape[1], forward.output(index))
            return (0..<count).flatMap { example in (0..<units).map { values[$0 * count + example] } }
        }
    }

    /// Examples one after the other become columns.
    private func fill(_ buffer: TensorBuffer, _ values: [Float]) {
        buffer.withRows { row in
            for position in 0..<length {
                let points = row(position)
                for example in 0..<buffer.shape.columns { points[example] = values[example * length + position] }
            }
        }
    }
}
