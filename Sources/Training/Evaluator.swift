import Autodiff
import Datasets
import NeuralNetworks

/// The forward pass of a model, over any number of examples.
final class Evaluator {
    /// What is computed of a chunk.
    struct Forward {
        let program: Program
        fileprivate let inputs: [Tensor]
        /// The names of what the objective reported.
        fileprivate let reports: [String]
    }

    /// Enough to amortize a pass, few enough to stay in the L2 cache.
    private static let chunk = 500

    let model: any Model
    private let objective: Objective
    private let buffers: [String: TensorBuffer]
    /// The columns that the model is evaluated on.
    private let data: TrainingData
    private var known: [String: [Int: Forward]] = [:]
    /// How many threads large instructions may divide their outputs among. The number changes no bit.
    var threads = 1

    /// - Parameters:
    ///   - buffers: what the model reads besides the batch, by name.
    ///   - data: columns such as it is evaluated on, with or without examples.
    init(_ model: any Model, objective: @escaping Objective, buffers: [String: TensorBuffer], data: TrainingData) {
        self.model = model
        self.objective = objective
        self.buffers = buffers
        self.data = data
    }

    /// Of a classifier of signals.
    ///
    /// - Parameter length: the points of an example.
    convenience init(_ model: any Model, loss: Loss, buffers: [String: TensorBuffer], length: Int, classCount: Int) throws {
        self.init(
            model, objective: { loss(model($0.features), $0.targets) }, buffers: buffers,
            data: try TrainingData(Examples(features: [], labels: [], length: length), classCount: classCount))
    }

    /// The same with other buffers.
    func reading(_ buffers: [String: TensorBuffer]) -> Evaluator {
        Evaluator(model, objective: objective, buffers: buffers, data: data)
    }

    // MARK: What is asked for

    func evaluate(_ examples: Examples) throws -> Evaluation {
        guard let classCount = data.classCount else { throw ModelError("the training has no labels, which an accuracy needs") }
        try requireLength(of: examples)
        var loss = 0.0
        var correct = 0
        let data = try TrainingData(examples, classCount: classCount)
        try forEachChunk(data, "loss and scores", { [try self.objective($0), self.model($0.features)] }) { range, forward in
            loss += Double(forward.program.scalarOutput(0)) * Double(range.count)
            correct += zip(range, Self.highest(forward.program.output(1), range.count)).count { Int(examples.labels[$0]) == $1 }
        }
        let count = Double(max(examples.count, 1))
        // Scores of a diverged model may be NaN, which is never the highest.
        return Evaluation(loss: loss / count, accuracy: loss.isNaN ? .nan : 100 * Double(correct) / count)
    }

    func evaluate(_ data: TrainingData) throws -> (loss: Double, reports: [String: Double]) {
        var (loss, reports) = (0.0, [String: Double]())
        let objective = objective
        try forEachChunk(
            data, "loss and reports",
            { batch in
                let loss = try objective(batch)
                return [loss] + batch.reports.map(\.value).filter { $0.shape.rank == 0 }
            }
        ) { range, forward in
            loss += Double(forward.program.scalarOutput(0)) * Double(range.count)
            for (index, name) in forward.reports.enumerated() {
                reports[name, default: 0] += Double(forward.program.scalarOutput(1 + index)) * Double(range.count)
            }
        }
        let count = Double(max(data.count, 1))
        return (loss / count, reports.mapValues { $0 / count })
    }

    func predict(_ examples: Examples) throws -> [Int] {
        var all: [Int] = []
        try forEachScores(of: examples) { range, scores in all += Self.highest(scores, range.count) }
        return all
    }

    /// The scores of all classes for each example.  // (N, K)
    func scores(_ examples: Examples) throws -> [Float] {
        var all: [Float] = []
        try forEachScores(of: examples) { range, scores in all += transposed(scores, columns: range.count) }
        return all
    }

    /// - Parameter body: receives the range of examples and their scores, (K, N).
    private func forEachScores(of examples: Examples, _ body: (Range<Int>, [Float]) -> Void) throws {
        try requireLength(of: examples)
        let features = TrainingData(["features": .init(examples.features, shape: [examples.length])])
        try forEachChunk(features, "scores", { [self.model($0.features)] }) { body($0, $1.program.output()) }
    }

    private func requireLength(of examples: Examples) throws {
        guard let length = data["features"]?.shape, length != [examples.length] else { return }
        throw ModelError("examples of \(examples.length) points for a model of \(length.map(String.init).joined(separator: " x "))")
    }

    /// The class with the highest score for each example, the lowest class among equals.
    ///
    /// - Parameter scores: (K, N).
    private static func highest(_ scores: [Float], _ count: Int) -> [Int] {
        (0..<count).map { column in
            (1..<scores.count / count).reduce(0) { best, row in
                scores[row * count + column] > scores[best * count + column] ? row : best
            }
        }
    }

    // MARK: Chunks

    /// Computes something of all examples, chunk by chunk.
    ///
    /// - Parameters:
    ///   - kind: a name under which the programs are kept for the next time; nil keeps none.
    ///   - outputs: what to compute, traced.
    ///   - body: receives the range of the examples and the program that has run on them.
    func forEachChunk(
        _ data: TrainingData, chunk: Int = Evaluator.chunk, _ kind: String?, _ outputs: (Batch) throws -> [Tensor],
        _ body: (Range<Int>, Forward) throws -> Void
    ) throws {
        var forwards = kind.flatMap { known[$0] } ?? [:]
        for start in stride(from: 0, to: data.count, by: chunk) {
            let range = start..<min(start + chunk, data.count)
            let forward = try forwards[range.count] ?? forward(data, range.count, outputs)
            forwards[range.count] = forward
            let batch = BatchLoader.Batch(data, count: range.count)
            batch.fill(data, range)
            forward.program.bind(forward.program.bindings(zip(forward.inputs, batch.buffers).map { ($0, $1) }))
            forward.program.threads = threads
            forward.program.run()
            try body(range, forward)
        }
        if let kind { known[kind] = forwards }
    }

    private func forward(_ data: TrainingData, _ count: Int, _ outputs: (Batch) throws -> [Tensor]) throws -> Forward {
        let graph = Graph()
        let batch = Batch(in: graph, data.shapes(count: count))
        let program = try Program(graph, outputs: try outputs(batch))
        for (name, _) in graph.inputs where !batch.has(name) {
            guard let buffer = buffers[name] else {
                throw ModelError("the model reads \(name), which is none of its parameters, constants and inputs")
            }
            program.bind(name, to: buffer)
        }
        return Forward(program: program, inputs: batch.all, reports: batch.reports.filter { $0.value.shape.rank == 0 }.map(\.name))
    }
}

/// Turns rows of this many columns into columns.
func transposed(_ values: [Float], columns: Int) -> [Float] {
    (0..<columns).flatMap { column in stride(from: column, to: values.count, by: columns).map { values[$0] } }
}
