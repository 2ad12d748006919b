import Datasets
import Foundation
import RandomGenerators
import Testing
import Training

@Suite("Metalearning follows the authors' notebooks")
struct MetalearningTests {
    private static let larger = Result {
        var configuration = MNIST1DConfiguration()
        configuration.samples = 10000
        return try MNIST1DDataset(configuration).dataset
    }

    @Test("Learning rate: all outer steps", arguments: [(1.0, Float(1.5)), (2.0, Float(0.15))])
    func learningRate(trial: Double, start: Float) throws {
        let golden = try goldenColumns("metalearn_learning_rate")
        let rows = golden["trial"]!.indices.filter { golden["trial"]![$0] == trial }
        #expect(rows.count == 50)
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let metalearning = try LearningRateMetalearning(startingFrom: start, examples: data.train)
        for row in rows {
            let step = metalearning.step()
            for (name, value) in [
                ("mean_inner_loss", step.meanLoss), ("final_inner_loss", Double(step.finalLoss)),
                ("learning_rate_after_step", Double(step.rate)),
            ] {
                let expected = golden[name]![row]
                #expect(abs(value - expected) <= 1e-4 * expected, "\(name), row \(row): \(value), not \(expected)")
            }
        }
        #expect(abs(metalearning.rate - 0.62) < 0.005)
    }

    @Test("Activation: the first outer steps, resumed in between with the same bits")
    func activation() throws {
        let lines = try goldenLines("metalearn_activation")
        #expect(lines.count == 12)
        let data = try Self.larger.get()
        let test = data.test.subset(0..<500)
        let whole = try ActivationMetalearning(examples: data.train, test: test)
        whole.threads = 2
        var resumed: ActivationMetalearning?
        for (index, line) in lines.enumerated() {
            let expected = Double(line[1])!
            let step = try whole.step()
            #expect(
                abs(step.meanLoss - expected) <= (index < 2 ? 1e-3 : 0.02) * expected,
                "step \(index): \(step.meanLoss), not \(expected)")
            #expect(abs(step.testAccuracy - Double(line[3])!) <= 2)
            if let resumed { #expect(try resumed.step() == step) }
            if index == 1 {
                // One thread, as after an interruption.
                resumed = try ActivationMetalearning(
                    examples: data.train, test: test, resuming: (whole.activation, whole.stepCount))
            }
            if index == 3 {
                #expect(resumed!.activation == whole.activation)
                resumed = nil
            }
        }
    }

    @Test("Activations designed by hand")
    func baselines() throws {
        let lines = try goldenLines("metalearn_activation_baselines")
        #expect(lines.map { $0[0] } == DesignedActivation.allCases.map(\.rawValue))
        let data = try Self.larger.get()
        for (activation, line) in zip(DesignedActivation.allCases, lines) {
            let training = try NoisyTraining(.designed(activation), steps: 301, examples: data.train)
            var generator = TorchGenerator(seed: 0)
            training.reset(&generator)
            generator = TorchGenerator(seed: 0)
            training.run(&generator)
            let mean = training.loop.losses.reduce(0) { $0 + Double($1) } / 301
            let accuracy = try training.noisyTestAccuracy(data.test.subset(0..<500), &generator)
            #expect(abs(mean - Double(line[1])!) <= 1e-3 * Double(line[1])!, "\(activation): \(mean)")
            #expect(abs(accuracy - Double(line[3])!) <= 1, "\(activation): \(accuracy) %")
        }
    }

    private func goldenLines(_ name: String) throws -> [[String]] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/golden/\(name).csv")
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",").map(String.init) }
    }
}
