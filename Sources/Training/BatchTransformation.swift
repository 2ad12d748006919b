import RandomGenerators

/// A change of each batch before its step, such as augmentation.
///
///     BatchTransformation { batch, generator in
///         batch.replacing("features") { x in for i in x.indices { x[i] += 0.1 * (2 * generator.rand() - 1) } }
///     }
public struct BatchTransformation: Sendable {
    let change: @Sendable (TrainingData, inout TorchGenerator) -> TrainingData

    /// - Parameter change: from the examples of a batch to those that the step reads, as many and with the same columns. It draws
    ///   from the trainer's stream.
    public init(_ change: @escaping @Sendable (TrainingData, inout TorchGenerator) -> TrainingData) { self.change = change }
}
