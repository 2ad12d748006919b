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
    @Test(
        "Losses and parameters after 40 steps",
        arguments: [
            ("logistic", 0x0a81_356f_ebd8_3627), ("mlp", 0x9249_6e11_323e_f8c4), ("cnn", 0x6be3_6a53_d572_3fb2), ("gru", 0x8b22_4363_c16f_adcb), ("max_pool", 0x67b2_689b_9a4e_b51a),
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
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a over the words.
        func add(_ value: Float) { hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3 }
        for _ in 0..<40 { add(try trainer.step()) }
        for parameter in model.parameters { trainer.values(of: parameter.name)!.forEach(add) }
        add(Float(try trainer.evaluate(data).loss))
        #expect(hash == expected, "\(name): 0x\(String(hash, radix: 16))")
    }
}
