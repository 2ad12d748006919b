import Datasets
import NeuralNetworks

/// Which question a run belongs to, and which labels it is trained on.
enum Sweep: String, Codable, Sendable, CaseIterable {
    /// Label noise, both losses, several numbers of examples.
    case labelNoise = "label-noise"
    /// The authors' later notebook: no label noise.
    case notebookClean = "notebook-clean"
    /// The authors' later notebook: label noise.
    case notebookNoisy = "notebook-noisy"

    var isNotebook: Bool { self != .labelNoise }
}

/// Everything one run depends on.
struct Setting: Codable, Sendable {
    var sweep: Sweep
    var network: Network
    var width: Int
    var loss: Loss
    /// Training examples, the first of the dataset's training part.
    var examples: Int
    /// Seed of the initial weights (`torch.manual_seed`) and of the streams "label-noise" and "batch-order".
    var seed: UInt64
    /// The probability with which a training label is replaced by a class drawn at random.
    var labelNoise: Double
    var dataset: MNIST1DConfiguration
    var learningRate: Double
    var momentum = 0.9
    var batchSize: Int
    var steps: Int
}

/// How the model does after all steps; losses are means, errors percent.
struct Fit: Codable, Sendable {
    var parameters: Int
    var trainLoss: Double
    /// Share of the training labels, the wrong ones included, that the model does not give.
    var trainError: Double
    var testLoss: Double
    var testError: Double
}
