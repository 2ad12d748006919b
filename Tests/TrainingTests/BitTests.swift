import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

/// The bits of whole trainings, as numbers: every build, for whatever instruction set, must give these.
///
/// They change only with a deliberate change of the order or kind of an operation.
@Suite("Same bits in every build")
struct BitTests {
    /// FNV-1a over the words of some numbers.
    private struct Hash {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325

        mutating func add(_ number: Float) { value = (value ^ UInt64(number.bitPattern)) &* 0x100_0000_01b3 }
    }

    @Test(
        "Losses and parameters after 40 steps",
        arguments: [
            ("logistic", 0x0a81_356f_ebd8_3627), ("mlp", 0x9249_6e11_323e_f8c4), ("cnn", 0x6be3_6a53_d572_3fb2),
            ("gru", 0x8b22_4363_c16f_adcb), ("max_pool", 0x67b2_689b_9a4e_b51a),
        ] as [(String, UInt64)])
    func trainings(model name: String, expected: UInt64) throws {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset.train
        var generator = TorchGenerator(seed: 7)
        let model: any Model
        switch name {
        case "logistic": model = LogisticRegression(generator: &generator)
        case "mlp": model = MultilayerPerceptron(generator: &generator)
        case "cnn": model = ConvolutionalNetwork(generator: &generator)
        case "gru": model = GatedRecurrentNetwork(generator: &generator)
        default: model = PoolingNetwork(.maximum, generator: &generator)
        }
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood,
            examples: data, batchSize: 100)
        var hash = Hash()
        for _ in 0..<40 { hash.add(try trainer.step()) }
        for parameter in model.parameters { trainer.values(of: parameter.name)!.forEach { hash.add($0) } }
        hash.add(Float(try trainer.evaluate(data).loss))
        #expect(hash.value == expected, "\(name): 0x\(String(hash.value, radix: 16))")
    }

    @Test(
        "Losses and meta gradients of trainings that are differentiated",
        arguments: [
            ("rate", 0x2f34_03b2_ddd3_0003), ("activation", 0x831d_f8cf_a60b_1dc4), ("relu", 0xf0bb_a68f_fe8d_fa3c),
            ("elu", 0x6a65_570d_06d2_1aaa),
        ] as [(String, UInt64)])
    func metalearning(study: String, expected: UInt64) throws {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        var hash = Hash()
        switch study {
        case "rate":
            let metalearning = try LearningRateMetalearning(startingFrom: 1.5, examples: data.train, steps: 40)
            for _ in 0..<3 {
                let step = metalearning.step()
                for loss in metalearning.innerLosses { hash.add(loss) }
                hash.add(step.gradient)
                hash.add(step.rate)
            }
        case "activation":
            let metalearning = try ActivationMetalearning(examples: data.train, test: data.test, innerSteps: 12)
            for _ in 0..<2 {
                let step = try metalearning.step()
                for number in [step.meanLoss, step.squaredGradient, step.testAccuracy] { hash.add(Float(number)) }
                let activation = metalearning.activation
                for number in activation.weights + activation.biases + activation.amplitudes { hash.add(number) }
                hash.add(activation.offset)
            }
        default:
            let training = try NoisyTraining(
                .designed(DesignedActivation(rawValue: study)!), steps: 40, examples: data.train)
            var generator = TorchGenerator(seed: 7)
            training.reset(&generator)
            training.run(&generator)
            for loss in training.loop.losses { hash.add(loss) }
            hash.add(Float(try training.noisyTestAccuracy(data.test, &generator)))
            hash.add(Float(try training.testAccuracy(data.test)))
        }
        #expect(hash.value == expected, "\(study): 0x\(String(hash.value, radix: 16))")
    }
}
