import Artifact
import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

extension Speed {
    /// How many subnormal numbers there are in trainings, as Markdown: some processors take a hundred times as long for one.
    func subnormalTable(_ examples: Examples) throws -> String {
        var table = PrintedTable(header: ["", "numbers"] + subnormalSteps.map { "step \($0)" })
        for model in ModelCase.all where only == nil || model.name.contains(only!) {
            note("subnormal numbers: \(model.title)")
            let shares = try subnormalShares(model, examples)
            table.append([model.title, "\(shares[0].all)"] + shares.map { percent($0.subnormal, of: $0.all) })
        }
        return """
            Subnormal numbers among the parameters, the optimizer's state and the gradients of the first \
            \(ModelCase.all[0].batchSize) examples, after so many steps:

            \(table.markdown)
            """
    }
}

/// When they are counted.
private let subnormalSteps = [100, 1000, 6000]

private func subnormalShares(_ model: ModelCase, _ examples: Examples) throws -> [(subnormal: Int, all: Int)] {
    let trainer = try model.trainer(examples)
    let gradients = try Gradients(model, examples)
    let names = gradients.parameters.flatMap { parameter in
        [parameter.name] + model.optimizer.state.map { "\(parameter.name) \($0.name)" }
    }
    return try subnormalSteps.map { step in
        while trainer.stepCount < step { try trainer.step() }
        let values = try names.flatMap { name in
            guard let values = trainer.values(of: name) else { throw SpeedError("\(model.name): there is no \(name)") }
            return values
        }
        let numbers = values + gradients.values(trainer)
        return (numbers.count(where: \.isSubnormal), numbers.count)
    }
}

/// The gradients of a model's loss, as numbers: in a training step they are gone when it is over.
private struct Gradients {
    let parameters: [Parameter]
    private let program: Program
    private let inputs: [Tensor]

    init(_ model: ModelCase, _ examples: Examples) throws {
        var generator = TorchGenerator(seed: 42)
        let (network, batch) = (model.model(&generator), ModelCase.all[0].batchSize)
        let graph = Graph()
        let features = graph.input("features", [examples.length, batch])
        let targets = graph.input("targets", [10, batch])
        parameters = network.parameters
        inputs = parameters.map { $0.tensor(in: graph) }
        let loss = Loss.negativeLogLikelihood(network(features), targets)
        program = try Program(graph, outputs: gradients(of: loss, withRespectTo: inputs))
        for constant in network.constants {
            program.buffer(constant.tensor(in: graph))?.values = constant.initialValues
        }
        program.buffer(features)?.values = (0..<examples.length).flatMap { position in
            (0..<batch).map { examples.features[$0 * examples.length + position] }
        }
        program.buffer(targets)?.values = (0..<10).flatMap { target in
            (0..<batch).map { Int(examples.labels[$0]) == target ? 1 : 0 }
        }
    }

    /// The gradients where the training is now.
    func values(_ trainer: Trainer) -> [Float] {
        for (input, parameter) in zip(inputs, parameters) {
            program.buffer(input)?.values = trainer.values(of: parameter.name)!
        }
        program.run()
        return inputs.indices.flatMap { program.output($0) }
    }
}

/// A share in percent; 0 only where there is none.
private func percent(_ part: Int, of all: Int) -> String {
    part == 0 ? "0" : "\(fixed(100 * Double(part) / Double(all), decimals: 3)) %"
}
