import Artifact
import Datasets
import NeuralNetworks

/// Which figure a run belongs to, and which labels it is trained on.
enum Sweep: String, Codable, Sendable, CaseIterable {
    /// The paper's Figure 4: label noise, both losses, several numbers of examples.
    case thresholds
    /// The authors' later notebook: no label noise.
    case notebookClean = "notebook-clean"
    /// The authors' later notebook: label noise.
    case notebookNoisy = "notebook-noisy"

    var isNotebook: Bool { self != .thresholds }
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

typealias FinishedFit = FinishedRun<Setting, Fit>

/// One run, as `double-descent-runs.csv` holds it.
struct RunRow: Codable {
    let sweep: Sweep
    let network: Network
    let loss: Loss
    let examples: Int
    let seed: UInt64
    let width: Int
    let parameters: Int
    let trainLoss: Double
    let trainErrorPercent: Double
    let testLoss: Double
    let testErrorPercent: Double

    init(_ run: FinishedFit) {
        let (setting, fit) = (run.configuration, run.outcome)
        sweep = setting.sweep
        network = setting.network
        loss = setting.loss
        examples = setting.examples
        seed = setting.seed
        width = setting.width
        parameters = fit.parameters
        trainLoss = fit.trainLoss
        trainErrorPercent = fit.trainError
        testLoss = fit.testLoss
        testErrorPercent = fit.testError
    }
}
