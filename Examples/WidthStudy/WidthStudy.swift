import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// A whole new study in one file: how wide must a fully connected network be for MNIST-1D?
@main
struct WidthStudy: Experiment {
    static let name = "width-study"
    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions
    @Option(parsing: .upToNextOption, help: "Hidden units per layer. (default: 5 20 100 500, at quick scale 5 20)")
    var hidden: [Int] = []
    func validate() throws { try Checks.range("hidden", hidden, 1...10_000) }
    struct Configuration: Codable, Sendable { var hidden: Int, seed: Int, steps: Int, file: DataFile? }
    func configurations() throws -> [Configuration] {
        let (widths, seeds, steps) = options.scale == .quick ? ([5, 20], [0, 1], 100) : ([5, 20, 100, 500], [0, 1, 2], 2000)
        let file = try DataFile(signals.data) { sha256($0) }
        return (hidden.isEmpty ? widths : hidden).flatMap { width in
            options.seeds(default: seeds).map { Configuration(hidden: width, seed: $0, steps: steps, file: file) }
        }
    }
    static func label(of run: Configuration) -> String { "hidden\(run.hidden)-seed\(run.seed)\(run.file?.label ?? "")" }
    static func savesModel(_ configuration: Configuration) -> Bool { true }
    static func run(_ configuration: Configuration, context: RunContext) throws -> Evaluation {
        let data = try SignalSource(MNIST1DConfiguration(), file: configuration.file).dataset()
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let trainer = try Trainer(
            MultilayerPerceptron(inputs: data.length, hidden: configuration.hidden, classes: data.classCount, generator: &weights),
            optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood, examples: data.train, classCount: data.classCount,
            batchSize: 100)
        try trainer.train(steps: configuration.steps, report: context.report)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return try trainer.evaluate(data.test)
    }
}

// MARK: Presentation
extension WidthStudy {
    static let summary = "Train fully connected networks of several widths on MNIST-1D."
    func report() throws -> Report<Self> {
        let (narrow, wide) = (try plannedConfigurations().map(\.hidden).min()!, try plannedConfigurations().map(\.hidden).max()!)
        let width = Dimension("hidden", \Run.configuration.hidden, axis: .log("Hidden units per layer"))
        let seed = Dimension("seed", \Run.configuration.seed)
        let accuracy = Metric("accuracy", "Test accuracy (%)", \Run.outcome.accuracy)
        let gain = accuracy.contrast("gain", "\(wide) − \(narrow) units", across: width, within: seed) { try $0[wide] - $0[narrow] }
        return Report(sweeping: [accuracy]) {
            Part.figure(
                "accuracy", caption: "Test accuracy by width.", Summaries(accuracy, by: [width], columns: [.estimate]),
                Curves(x: width, y: .linear("Test accuracy (%)"), spread: .interval, height: 60))
            Part.table(
                "gain", caption: "What width gains, seed by seed.", Summaries(gain, by: [], columns: [.count("seeds"), .estimate]),
                columns: ["seeds": { $0["seeds"] }, "\(gain.title) (points)": { $0.estimate().text(decimals: 1) }])
            Part.claim(
                "wider-is-better", .extension, at: "an example", statement: gain.title, unit: "points", paper: "more",
                rule: .greater(than: 0), because: "a direction", decided: "2026-11-30", over: "seeds", evidence: gain.evidence)
        }
    }
}
