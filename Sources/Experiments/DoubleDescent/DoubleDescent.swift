import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Figure 4: double descent, and where its peak lies for two losses.
struct DoubleDescent: Experiment {
    static let name = "double-descent"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(
        parsing: .upToNextOption,
        help:
            "What to run: figure4, protocols, fine-protocols, thresholds, lengths, label-noise, notebook. (default: all)"
    )
    var sweeps: [Sweep] = []

    @Option(help: "Training steps, for all sweeps. (default: each sweep's own, at quick scale 100)")
    var steps: Int?

    @Option(help: "The probability with which a training label is replaced, where labels are wrong.")
    var labelNoise = 0.15

    func validate() throws {
        try Checks.distinct("sweeps", sweeps)
        try Checks.range("steps", steps, Checks.counts)
        try Checks.range("label-noise", labelNoise, 0...1)
    }

    func configurations() throws -> [Configuration] {
        let file = try DataFile(signals.data) { sha256($0) }
        return chosenSweeps.flatMap { sweep in
            switch sweep {
            case .figure4: figure4Runs
            case .protocols: protocolRuns
            case .fineProtocols: fineProtocolRuns
            case .thresholds: thresholdRuns
            case .lengths: lengthRuns
            case .labelNoise: labelNoiseRuns
            case .notebook: notebookRuns
            }
        }
        .map { configuration in
            guard let file else { return configuration }
            var configuration = configuration
            configuration.task.file = file
            configuration.task.examples = min(configuration.task.examples, file.trainCount)
            if configuration.task.outputs == MNIST1DTemplates.classCount { configuration.task.outputs = file.classCount }
            return configuration
        }
    }

    var chosenSweeps: [Sweep] { sweeps.isEmpty ? Sweep.allCases : sweeps }

    var isQuick: Bool { options.scale == .quick }

    static func label(of configuration: Configuration) -> String {
        let (task, recipe) = (configuration.task, configuration.recipe)
        let noise = task.labelNoise > 0 ? "noise-" : ""
        let details = configuration.sweep == .fineProtocols ? recipe.detailsLabel : ""
        return
            "\(configuration.sweep.rawValue)-\(configuration.network.rawValue)-\(recipe.loss.rawValue)-\(noise)\(recipe.label)-\(details)"
            + "n\(task.examples)-k\(task.outputs)-width\(configuration.width)-seed\(configuration.seed)\(task.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        let (task, evaluations) = (configuration.task, configuration.recipe.evaluations)
        if let problem = task.source.problem(examples: task.examples, batchSize: 1) { return problem }
        if task.outputs > task.source.classCount { return "\(task.outputs) classes are asked for, there are \(task.source.classCount)" }
        if zip(evaluations, evaluations.dropFirst()).contains(where: { $0 >= $1 }) { return "evaluations are not in ascending order" }
        return configuration.network == .convolutional ? ConvolutionalNetwork.problem(length: task.source.length) : nil
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double {
        configuration.network.cost(width: configuration.width) * Double(configuration.recipe.steps)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.task.source), name: \.name) { try LearningTask.data($0).train.features }
    }

    /// What is kept of an unfinished run.
    private struct State: Codable {
        var trainer: Trainer.Snapshot
        var history: [ModelEvaluation]
        /// The last logged losses, where they are kept.
        var logged: [Float]?
    }

    /// The evaluations of one training, on all its training and test examples.
    static func run(_ configuration: Configuration, context: RunContext) throws -> [ModelEvaluation] {
        let recipe = configuration.recipe
        let (train, test) = try configuration.task.examples(seed: configuration.seed)
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let outputs = configuration.task.outputs
        let model = configuration.network(width: configuration.width, inputs: train.length, outputs: outputs, generator: &weights)
        let trainer = try recipe.trainer(model, train, classCount: outputs, seed: configuration.seed)

        var history: [ModelEvaluation] = []
        // Logged losses of the longest window, where they are wanted.
        var logged: [Float]? = configuration.sweep == .fineProtocols ? [] : nil
        let saved = context.savedState(State.self) { state in
            // So far that all evaluations of the past, and no other, have been made.
            let past = recipe.evaluations.prefix { $0 <= state.trainer.stepCount }
            return state.trainer.stepCount <= recipe.steps && state.history.map(\.step) == Array(past)
        }
        if let saved, trainer.restore(saved.trainer) { (history, logged) = (saved.history, saved.logged) }
        // State is kept every second or two, in whole thousands of steps.
        let interval = 1000 * max(1, Int(1000 / configuration.network.cost(width: configuration.width)))
        let report = { (_: Double) in context.report(fraction: Double(trainer.stepCount) / Double(recipe.steps)) }
        for end in recipe.evaluations.dropFirst(history.count) {
            try trainer.train(steps: end, report: report) { loss in
                let step = trainer.stepCount
                logged?.append(loss)
                if let count = logged?.count, count >= 2 * ModelEvaluation.windows.last! {
                    logged?.removeFirst(count - ModelEvaluation.windows.last!)
                }
                if step % interval == 0, step < end {
                    try context.saveState(State(trainer: trainer.snapshot, history: history, logged: logged))
                }
            }
            let point = HistoryPoint(step: end, train: try trainer.evaluate(train), test: try trainer.evaluate(test))
            history.append(ModelEvaluation(point, logged: logged))
        }
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return history
    }
}
