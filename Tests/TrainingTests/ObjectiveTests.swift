import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

@Suite("One trainer for any loss")
struct ObjectiveTests {
    private let examples: Examples = {
        var generator = TorchGenerator(seed: 3)
        return Examples(
            features: generator.uniform(count: 60 * 8, from: -1, to: 1), labels: (0..<60).map { Int32($0 % 3) }, length: 8)
    }()

    private func linear(bias: Bool = true) -> Linear {
        var generator = TorchGenerator(seed: 1)
        return Linear("linear", inputs: 8, outputs: 3, bias: bias, generator: &generator)
    }

    private func losses(_ trainer: Trainer, _ steps: Int = 8) throws -> [Float] { try (0..<steps).map { _ in try trainer.step() } }

    @Test("The short form of a classifier is a closure like any other, bit for bit", arguments: Loss.allCases)
    func shortForm(loss: Loss) throws {
        let model = linear()
        let short = try Trainer(
            model, optimizer: Adam(learningRate: 0.02), loss: loss, examples: examples, classCount: 3, batchSize: 20)
        let data = try TrainingData(examples, classCount: 3)
        let long = try Trainer(model, optimizer: Adam(learningRate: 0.02), data: data, batchSize: 20) {
            loss(model($0.features), $0.targets)
        }
        #expect(try losses(short) == losses(long))
        #expect(short.snapshot == long.snapshot)
        #expect(try short.evaluate(examples) == long.evaluate(examples))
        #expect(try long.evaluate(data).loss == long.evaluate(examples).loss)
    }

    @Test("Targets of any shape and several inputs: a step of gradient descent is that of the formula")
    func columns() throws {
        // (w · (x - u) - y)², x and u of 2 numbers, y of one.
        let w = Parameter(name: "w", shape: [1, 2], initialValues: [0.5, -1])
        let x: [Float] = [1, 2, 3, 4, 5, 6]
        let u: [Float] = [0, 1, 1, 0, 2, 2]
        let y: [Float] = [1, -1, 0.5]
        let data = TrainingData([
            "x": .init(x, shape: [2]), "u": .init(u, shape: [2]), "y": .init(y),
        ])
        let trainer = try Trainer(Single(parameter: w), optimizer: StochasticGradientDescent(learningRate: 0.1), data: data) { batch in
            let output = product(w.tensor(in: batch.graph), batch["x"] - batch["u"]).reshaped(to: [batch.count])
            let error = output - batch["y"]
            return (error * error).mean()
        }
        var (loss, gradient) = (Float(0), [Float](repeating: 0, count: 2))
        for n in 0..<3 {
            let d = (0..<2).map { x[2 * n + $0] - u[2 * n + $0] }
            let error = 0.5 * d[0] - d[1] - y[n]
            loss += error * error / 3
            for i in 0..<2 { gradient[i] += 2 * error * d[i] / 3 }
        }
        #expect(abs(try trainer.step() - loss) < 1e-5 * loss)
        for (value, (start, slope)) in zip(trainer.values(of: "w")!, zip(w.initialValues, gradient)) {
            #expect(abs(value - (start - 0.1 * slope)) < 1e-5)
        }
    }

    private struct Single: Model {
        let parameter: Parameter
        var parameters: [Parameter] { [parameter] }
        func callAsFunction(_ x: Tensor) -> Tensor { product(parameter.tensor(in: x.graph), x) }
    }

    @Test("Penalties on weights and on gradients by the input act as weight decay does where they are the same")
    func penalties() throws {
        let model = linear(bias: false)
        let data = try TrainingData(examples, classCount: 3)
        func trainer(_ decay: Double, _ penalty: @escaping @Sendable (Batch, Tensor) -> Tensor?) throws -> Trainer {
            try Trainer(
                model, optimizer: StochasticGradientDescent(learningRate: 0.1, weightDecay: decay), data: data, batchSize: 20
            ) { batch in
                let scores = model(batch.features)
                let loss = Loss.negativeLogLikelihood(scores, batch.targets)
                return penalty(batch, scores).map { loss + 0.05 * $0 } ?? loss
            }
        }
        let decayed = try trainer(0.1) { _, _ in nil }
        let onWeights = try trainer(0) { batch, _ in
            let weight = model.weight.tensor(in: batch.graph)
            return (weight * weight).sum()
        }
        // The gradients of all three scores by the input of each example are the rows of the weights.
        let onGradients = try trainer(0) { batch, scores in
            let sums = (0..<3).map { row -> Tensor in
                let slope = gradients(of: scores.slice(start: row, count: 1).sum(), withRespectTo: [batch.features])[0]
                return (slope * slope).sum() / Float(batch.count)
            }
            return sums.dropFirst().reduce(sums[0], +)
        }
        for other in [onWeights, onGradients] {
            let reference = try trainer(0.1) { _, _ in nil }
            _ = try losses(reference)
            _ = try losses(other)
            for (a, e) in zip(other.values(of: "linear.weight")!, reference.values(of: "linear.weight")!) { #expect(abs(a - e) < 1e-5) }
        }
        let plain = try trainer(0) { _, _ in nil }
        _ = try losses(plain)
        _ = try losses(decayed)
        #expect(plain.values(of: "linear.weight") != decayed.values(of: "linear.weight"))
    }

    @Test("What an objective reports is there after a step, and is averaged over all examples in an evaluation")
    func reports() throws {
        let model = linear()
        let data = try TrainingData(examples, classCount: 3)
        let trainer = try Trainer(model, optimizer: Adam(learningRate: 0.02), data: data, batchSize: 20) { batch in
            let scores = model(batch.features)
            batch.report("mean score", scores.mean())
            batch.report("scores", scores)
            return Loss.negativeLogLikelihood(scores, batch.targets)
        }
        #expect(trainer.report("mean score") == nil)
        let before = try trainer.evaluate(data).reports
        try trainer.step()
        let scores = try #require(trainer.report("scores"))
        #expect(scores.count == 60 && trainer.report("nothing") == nil)
        #expect(abs(scores.reduce(0, +) / 60 - trainer.report("mean score")![0]) < 1e-6)
        let all = try linearTrainer().values(of: data) { [model($0.features)] }[0]
        #expect(before.keys.sorted() == ["mean score"])
        #expect(abs(before["mean score"]! - all.reduce(0) { $0 + Double($1) } / 180) < 1e-6)
    }

    private func linearTrainer() throws -> Trainer {
        try Trainer(
            linear(), optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: examples, classCount: 3, batchSize: 20)
    }

    @Test("A label that is none of the classes is named, wherever examples come in")
    func labels() throws {
        let wrong = examples.relabelled((0..<60).map { $0 == 7 ? 3 : 0 })
        let text = "example 7 has the label 3, which is none of the classes 0 to 2"
        #expect {
            _ = try Trainer(
                linear(), optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: wrong, classCount: 3, batchSize: 20)
        } throws: { "\($0)" == text }
        let trainer = try linearTrainer()
        #expect { try trainer.evaluate(wrong) } throws: { "\($0)" == text }
        #expect(try trainer.predict(wrong).count == 60)
    }

    @Test("A loss that is no scalar, a batch of other columns, and no examples at all are errors that say so")
    func errors() throws {
        let model = linear()
        let data = try TrainingData(examples, classCount: 3)
        #expect {
            _ = try Trainer(model, optimizer: Adam(learningRate: 0.02), data: data, batchSize: 20) { model($0.features).sum(axes: [0]) }
        } throws: { "\($0)" == "the loss has the shape (20), expected a scalar: take its mean" }
        let trainer = try linearTrainer()
        #expect { try trainer.step(on: TrainingData(["features": .init([1, 2])])) } throws: {
            "\($0)" == "a batch of 2 examples with features () for a training on features (8), targets (3)"
        }
        let empty = try Trainer(
            model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: examples.subset(0..<0), classCount: 3,
            batchSize: 20)
        #expect { try empty.step() } throws: { "\($0)" == "there are no examples to train on" }
        // Steps on batches from outside are those of the same batches in order.
        let inOrder = try linearTrainer()
        for step in 0..<6 {
            #expect(try empty.step(on: data.subset(step % 3 * 20..<step % 3 * 20 + 20)) == inOrder.step())
        }
    }

    @Test("A snapshot is restored exactly, forwards and backwards, with every kind of batch and of randomness", arguments: 0..<4)
    func restores(kind: Int) throws {
        func trainer() throws -> Trainer {
            let model: any Model = kind == 2 ? Sequential(Dropout("dropout", probability: 0.3), linear()) : linear()
            let shift = BatchTransformation { batch, generator in
                batch.replacing("features") { x in for index in x.indices { x[index] += 0.1 * generator.rand() } }
            }
            return try Trainer(
                model, optimizer: Adam(learningRate: 0.02), data: TrainingData(examples, classCount: 3), batchSize: 25,
                order: kind == 0 ? .inOrder : .shuffledEachEpoch(TorchGenerator(seed: 5)), transformation: kind == 3 ? shift : nil,
                random: kind >= 2 ? TorchGenerator(seed: 8) : nil
            ) { Loss.negativeLogLikelihood(model($0.features), $0.targets) }
        }
        let whole = try trainer()
        let start = whole.snapshot
        let first = try losses(whole, 7)
        let middle = whole.snapshot
        let second = try losses(whole, 9)
        #expect(Set(first + second).count == 16)
        #expect(whole.restore(middle))
        #expect(try losses(whole, 9) == second)
        #expect(whole.restore(start))
        #expect(try losses(whole, 16) == first + second)
        let other = try trainer()
        #expect(other.restore(middle))
        #expect(try losses(other, 9) == second)
        #expect(other.snapshot == whole.snapshot)
    }

    @Test("Without a size a batch has all examples; batches that overlap come as they would one by one")
    func batches() throws {
        let model = linear()
        let data = try TrainingData(examples, classCount: 3)
        let full = try Trainer(model, optimizer: StochasticGradientDescent(learningRate: 0.1), data: data) {
            Loss.negativeLogLikelihood(model($0.features), $0.targets)
        }
        let expected = try full.evaluate(data).loss
        #expect(abs(Double(try full.step()) - expected) < 1e-6)
        // 7 and 60 have no divisor in common: batches begin at 0, 7, …, 56 (4 examples), 3, ….
        func trainer() throws -> Trainer {
            try Trainer(
                model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: examples, classCount: 3, batchSize: 7)
        }
        let (inOrder, outside) = (try trainer(), try trainer())
        for step in 0..<130 {
            let start = step * 7 % 60
            #expect(try inOrder.step() == outside.step(on: data.subset(start..<min(start + 7, 60))))
        }
    }
}
