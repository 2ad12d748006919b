import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

@Suite("Histories of trainings")
struct HistoryTests {
    private let data: Examples = {
        var generator = TorchGenerator(seed: 3)
        return Examples(
            features: generator.uniform(count: 90 * 40, from: -1, to: 1), labels: (0..<90).map { Int32($0 % 10) },
            length: 40)
    }()
    private var test: Examples { data.subset(0..<35) }

    private func trainer() throws -> Trainer {
        var generator = TorchGenerator(seed: 1)
        return try Trainer(
            LogisticRegression(generator: &generator), optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood,
            examples: data, batchSize: 20)
    }

    /// The plain loop that a history stands for.
    private func expected(steps: Int, interval: Int) throws -> (points: [HistoryPoint], losses: [Float]) {
        let trainer = try trainer()
        var points: [HistoryPoint] = []
        var losses: [Float] = []
        for step in 0...steps {
            if step > 0 { losses.append(try trainer.step()) }
            guard step % interval == 0 || step == steps else { continue }
            points.append(HistoryPoint(step: step, train: try trainer.evaluate(data), test: try trainer.evaluate(test)))
        }
        return (points, losses)
    }

    @Test("Evaluates at step 0, at each interval and at the end", arguments: [(10, 4), (8, 4), (3, 5), (1, 1), (0, 3)])
    func points(steps: Int, interval: Int) throws {
        let (points, losses) = try expected(steps: steps, interval: interval)
        var (seen, fractions, batchLosses) = ([HistoryPoint](), [Double](), [Float]())
        let trainer = try trainer()
        let history = try trainer.train(
            steps: steps, evaluatingEvery: interval, on: data, test: test, report: { fractions.append($0) }
        ) {
            #expect($0.step == trainer.stepCount)
            seen.append($0)
        } afterStep: {
            batchLosses.append($0)
        }
        #expect(history == points)
        #expect(seen == points)
        #expect(batchLosses == losses)
        #expect(fractions == points.map { steps == 0 ? 1 : Double($0.step) / Double(steps) })
        #expect(trainer.stepCount == steps)
    }

    @Test("A restored trainer takes the steps that are left, and gives the points that are left")
    func resumes() throws {
        let (points, losses) = try expected(steps: 10, interval: 4)
        let first = try trainer()
        #expect(try first.train(steps: 4, evaluatingEvery: 4, on: data, test: test) == Array(points[...1]))
        let second = try trainer()
        #expect(second.restore(first.snapshot))
        var rest: [Float] = []
        let history = try second.train(
            steps: 10, evaluatingEvery: 4, on: data, test: test, afterStep: { rest.append($0) })
        #expect(history == Array(points[2...]))
        #expect(rest == Array(losses[4...]))
        #expect(try second.train(steps: 10, evaluatingEvery: 4, on: data, test: test).isEmpty)
    }

    @Test("Points of another kind, with the loss of the batch, some left out")
    func otherPoints() throws {
        let (points, losses) = try expected(steps: 10, interval: 4)
        let trainer = try trainer()
        let history = try trainer.train(steps: 10, evaluatingEvery: 4) { loss in
            try loss.map { ($0, try trainer.evaluate(test).loss) }
        }
        #expect(history.map(\.0) == [losses[3], losses[7], losses[9]])
        #expect(history.map(\.1) == points.dropFirst().map(\.testLoss))
    }

    @Test("Steps without evaluations, stopped by an error")
    func plain() throws {
        struct Stop: Error {}
        let (_, losses) = try expected(steps: 7, interval: 7)
        let trainer = try trainer()
        var seen: [Float] = []
        #expect(throws: Stop.self) {
            try trainer.train(
                steps: 7,
                afterStep: {
                    seen.append($0)
                    if seen.count == 3 { throw Stop() }
                })
        }
        var fractions: [Double] = []
        try trainer.train(steps: 7, report: { fractions.append($0) }) { seen.append($0) }
        #expect(seen == losses)
        #expect(fractions == [1])
    }
}
