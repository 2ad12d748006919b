import Datasets

/// Everything one run depends on: one model trained on one set of examples.
struct Configuration: Codable, Sendable {
    var sweep: Sweep
    var network: Network
    /// Hidden units a layer, or channels.
    var width: Int
    var task: LearningTask
    var recipe: TrainingRecipe
    /// Seed of the initial weights (`torch.manual_seed`) and of the streams "label-noise" and "batch-order".
    var seed: UInt32

    var parameterCount: Int {
        network.parameterCount(width: width, inputs: task.source.length, outputs: task.outputs)
    }
}
