import Datasets
import Foundation
import ManifoldLearning
import NeuralNetworks
import RandomGenerators
import Testing
import Training

/// Fixtures: pytorch/self_supervised, made by self_supervised.py.
@Suite("Contrastive training and linear probes")
struct ContrastiveTests {
    private let data = Result { try MNIST1DDataset(MNIST1DConfiguration()).dataset }

    /// Numbers of a tensor by name, of a file of lines name,shape,values.
    private func tensor(_ name: String, of file: String) throws -> [Float] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/pytorch/self_supervised/\(file).csv")
        let line = try #require(
            String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ",") })
        return line.split(separator: ",")[2].split(separator: " ").map { Float($0)! }
    }

    /// Rounding grows with each step of this training, faster the deeper the projector: so many steps are PyTorch's to 1e-4, and all
    /// 60 to 5 %.
    private static let closeSteps: [ContrastiveNetwork.Projector: Int] = [.none: 50, .standard: 20, .deep: 9]

    @Test(
        "Losses follow PyTorch's, whose batches are views from the same streams",
        arguments: ContrastiveNetwork.Projector.allCases)
    func losses(projector: ContrastiveNetwork.Projector) throws {
        let golden = try goldenColumns("losses", in: "pytorch/self_supervised")[projector.rawValue]!
        #expect(golden.count == 60)
        let train = try data.get().train
        var (generator, order) = (TorchGenerator(seed: 42), NumPyRandomState(seed: 42))
        let trainer = try ContrastiveTrainer(
            ContrastiveNetwork(projector, generator: &generator), optimizer: Adam(learningRate: 0.01), temperature: 0.5,
            length: 40, batchSize: 100)
        let views = SignalViews(train, SignalViews.Configuration())
        var permutation: [Int] = []
        for (step, expected) in golden.enumerated() {
            if step % 40 == 0 { permutation = order.permutation(train.count) }
            let chosen = permutation[step % 40 * 100..<(step % 40 + 1) * 100]
            let first = views(of: chosen, shifts: &order, &generator)
            let second = views(of: chosen, shifts: &order, &generator)
            if step == 0, projector == .standard {
                for (view, name) in [(first, "first"), (second, "second")] {
                    for (a, e) in zip(view, try tensor(name, of: "views")) { #expect(abs(a - e) <= 2e-6) }
                }
            }
            let loss = Double(try trainer.step(first, second))
            let tolerance = step < Self.closeSteps[projector]! ? 1e-4 : 0.05
            #expect(abs(loss - expected) <= tolerance * expected, "step \(step): \(loss), not \(expected)")
        }
    }

    @Test("The layers are those that the loss is made of: Z of one view is the last one's output")
    func layers() throws {
        let few = try data.get().train.subset(0..<20)
        var generator = TorchGenerator(seed: 1)
        let trainer = try ContrastiveTrainer(
            ContrastiveNetwork(.deep, generator: &generator), optimizer: Adam(learningRate: 0.01), temperature: 0.5, length: 40,
            batchSize: 20)
        let before = try trainer.layers(few)
        #expect(before.map { $0.count / 20 } == [475, 250, 125, 125, 125, 125, 16])
        try trainer.step(few.features, few.features)
        #expect(trainer.stepCount == 1)
        let after = try trainer.layers(few)
        for (a, b) in zip(before, after) { #expect(a != b) }
    }

    @Test("A linear probe is scikit-learn's logistic regression")
    func probe() throws {
        let data = try data.get()
        let few = data.train.subset(0..<400)
        // Sums of floats over so few examples reach no gradient much smaller than this.
        let probe = try LinearProbe(features: few.features, labels: few.labels, tolerance: 1e-4)
        #expect(probe.isConverged)
        for (a, e) in zip(probe.weights, try tensor("weights", of: "probe")) { #expect(abs(a - Double(e)) <= 2e-2) }
        for (a, e) in zip(probe.biases, try tensor("biases", of: "probe")) { #expect(abs(a - Double(e)) <= 2e-2) }
        let predictions = try tensor("predictions", of: "probe").map { Int($0) }
        let ours = probe.predict(data.test.features)
        #expect(zip(ours, predictions).count { $0 == $1 } >= 990)
        let right = zip(ours, data.test.labels).count { $0 == Int($1) }
        #expect(probe.accuracy(data.test.features, labels: data.test.labels) == Double(right) / 10)
    }

    @Test("Nearest neighbours classify as scikit-learn's do", arguments: [("neighbors", true), ("neighbors_euclidean", false)])
    func neighbors(name: String, isCosine: Bool) throws {
        let data = try data.get()
        let few = data.train.subset(0..<400)
        let classifier = NeighborClassifier(
            points: few.features, labels: few.labels, neighbors: 10, metric: isCosine ? .cosine : .euclidean)
        #expect(classifier.predict(data.test.features) == (try tensor(name, of: "probe").map { Int32($0) }))
    }

    @Test("Constant features change nothing; few steps are no convergence")
    func constantFeatures() throws {
        let few = try data.get().train.subset(0..<100)
        var widened: [Float] = []
        for example in 0..<100 {
            let start = 40 * example
            widened += few.features[start..<start + 40]
            widened.append(7)
        }
        let (one, other) = (
            try LinearProbe(features: few.features, labels: few.labels), try LinearProbe(features: widened, labels: few.labels)
        )
        #expect(one.isConverged && other.isConverged)
        #expect(one.predict(few.features) == other.predict(widened))
        #expect(try !LinearProbe(features: few.features, labels: few.labels, iterations: 1).isConverged)
    }
}
