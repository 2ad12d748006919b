import Datasets
import Foundation
import NeuralNetworks
import RandomGenerators
import Testing
import Training

@Suite("Training loop")
struct TrainerTests {
    private func examples(_ count: Int) -> Examples {
        var generator = TorchGenerator(seed: 3)
        return Examples(
            features: generator.uniform(count: count * 40, from: -1, to: 1),
            labels: (0..<count).map { Int32($0 % 10) }, length: 40)
    }

    private func trainer(_ examples: Examples, batch: Int, order: BatchOrder = .inOrder) throws -> Trainer {
        var generator = TorchGenerator(seed: 1)
        return try Trainer(
            MultilayerPerceptron(hidden: 20, generator: &generator),
            optimizer: Adam(learningRate: 0.01, weightDecay: 1e-3), loss: .negativeLogLikelihood,
            examples: examples, batchSize: batch, order: order)
    }

    @Test("A restored snapshot goes on with the same bits, in any order of batches", arguments: [false, true])
    func resumes(shuffled: Bool) throws {
        let order: BatchOrder =
            shuffled ? .shuffledEachEpoch(TorchGenerator(seed: 5, stream: "batches")) : .inOrder
        let data = examples(90)
        let whole = try trainer(data, batch: 20, order: order)
        let losses = try (0..<30).map { _ in try whole.step() }
        let first = try trainer(data, batch: 20, order: order)
        for _ in 0..<13 { try first.step() }
        let snapshot = first.snapshot
        let second = try trainer(data, batch: 20, order: order)
        #expect(second.restore(snapshot))
        #expect(try (13..<30).map { _ in try second.step() } == Array(losses[13...]))
        #expect(second.snapshot == whole.snapshot)
    }

    @Test("The last batch of a round is smaller where the size does not divide the count")
    func partialBatches() throws {
        // Batches of 20 from 50 start at 0, 20, 40 (10 examples), 10, 30, 0, ….
        let data = examples(50)
        let inOrder = try trainer(data, batch: 20)
        let losses = try (0..<3).map { _ in try inOrder.step() }
        let alone = try trainer(data.subset(40..<50), batch: 10)
        var generator = TorchGenerator(seed: 1)
        let evaluation = try Trainer(
            MultilayerPerceptron(hidden: 20, generator: &generator), optimizer: Adam(learningRate: 0.01),
            loss: .negativeLogLikelihood, examples: data, batchSize: 20)
        #expect(try Double(alone.step()) == evaluation.evaluate(data.subset(40..<50)).loss)
        #expect(losses[2] != losses[0])
    }

    @Test("A snapshot of another model is refused")
    func refusesOtherSnapshots() throws {
        var generator = TorchGenerator(seed: 1)
        let other = try Trainer(
            LogisticRegression(generator: &generator), optimizer: Adam(learningRate: 0.01),
            loss: .negativeLogLikelihood, examples: examples(20), batchSize: 20)
        #expect(try trainer(examples(20), batch: 20).restore(other.snapshot) == false)
        let text = String(decoding: try JSONEncoder().encode(other.snapshot), as: UTF8.self)
        let impossible = text.replacing(/"stepCount":\d+/, with: "\"stepCount\":-1")
        let snapshot = try JSONDecoder().decode(Trainer.Snapshot.self, from: Data(impossible.utf8))
        #expect(snapshot.stepCount == -1 && other.restore(snapshot) == false)
    }

    @Test("Evaluation in chunks counts every example once")
    func evaluates() throws {
        let data = examples(1203)
        let trainer = try trainer(data, batch: 100)
        let predictions = try trainer.predict(data)
        #expect(predictions.count == 1203)
        let correct = zip(predictions, data.labels).count { $0 == Int($1) }
        #expect(try trainer.evaluate(data).accuracy == 100 * Double(correct) / 1203)
    }
}
