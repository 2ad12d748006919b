import Autodiff
import Datasets
import NeuralNetworks

/// The forward pass of a model, over any number of examples.
final class Evaluator {
    private struct Forward {
        let program: Program
        let features: Tensor
        let targets: Tensor
    }

    /// Enough to amortize a pass, few enough to stay in the second cache.
    private static let chunk = 500

    private let model: any Model
    private let loss: Loss
    private let buffers: [String: TensorBuffer]
    private let length: Int
    private let classCount: Int
    private var forwards: [Int: Forward] = [:]
    /// How many threads large instructions may divide their outputs among. The number changes no bit.
    var threads = 1

    /// - Parameters:
    ///   - buffers: what the model reads besides the features, by name.
    ///   - length: the points of an example.
    init(
        _ model: any Model, loss: Loss, buffers: [String: TensorBuffer], length: Int, classCount: Int
    ) {
        self.model = model
        self.loss = loss
        self.buffers = buffers
        self.length = length
        self.classCount = classCount
    }

    func evaluate(_ examples: Examples) throws -> Evaluation {
        var loss = 0.0
        var correct = 0
        try forEachChunk(examples) { range, chunkLoss, scores in
            loss += Double(chunkLoss) * Double(range.count)
            correct += zip(range, highest(scores)).count { Int(examples.labels[$0]) == $1 }
        }
        let count = Double(max(examples.count, 1))
        // Scores of a diverged model may be no numbers; none of them is the highest.
        return Evaluation(loss: loss / count, accuracy: loss.isNaN ? .nan : 100 * Double(correct) / count)
    }

    func predict(_ examples: Examples) throws -> [Int] {
        var all: [Int] = []
        try forEachChunk(examples) { _, _, scores in all += highest(scores) }
        return all
    }

    /// The scores of all classes for each example.  // (N, K)
    func scores(_ examples: Examples) throws -> [Float] {
        var all: [Float] = []
        try forEachChunk(examples) { range, _, scores in
            for column in range.indices { all += (0..<classCount).map { scores[$0 * range.count + column - range.lowerBound] } }
        }
        return all
    }

    /// The class with the highest score for each example of a chunk, the lowest class among equals.
    ///
    /// - Parameter scores: (K, N).
    private func highest(_ scores: [Float]) -> [Int] {
        let count = scores.count / classCount
        return (0..<count).map { column in
            (1..<classCount).reduce(0) { best, row in scores[row * count + column] > scores[best * count + column] ? row : best }
        }
    }

    /// - Parameter body: is given the range of examples, their mean loss, and their scores, (K, N).
    private func forEachChunk(
        _ examples: Examples, _ body: (Range<Int>, Float, [Float]) -> Void
    ) throws {
        guard examples.length == length else {
            throw ModelError("examples of \(examples.length) points for a model of \(length)")
        }
        for start in stride(from: 0, to: examples.count, by: Self.chunk) {
            let range = start..<min(start + Self.chunk, examples.count)
            let forward = try forward(range.count)
            let batch = BatchLoader.batch(examples, range, classCount: classCount)
            forward.program.bind(forward.features, to: batch.features)
            forward.program.bind(forward.targets, to: batch.targets)
            forward.program.threads = threads
            forward.program.run()
            let scores = forward.program.output(1)
            body(range, forward.program.scalarOutput(0), scores)
        }
    }

    private func forward(_ count: Int) throws -> Forward {
        if let known = forwards[count] { return known }
        let graph = Graph()
        let features = graph.input("features", [length, count])
        let targets = graph.input("targets", [classCount, count])
        let scores = model(features)
        let program = try Program(graph, outputs: [loss(scores, targets), scores])
        for (name, input) in graph.inputs where !TrainingStep.batchNames.contains(name) {
            guard let buffer = buffers[name] else {
                throw ModelError("the model reads \(name), which is none of its parameters, constants and inputs")
            }
            program.bind(input, to: buffer)
        }
        let forward = Forward(program: program, features: features, targets: targets)
        forwards[count] = forward
        return forward
    }
}
