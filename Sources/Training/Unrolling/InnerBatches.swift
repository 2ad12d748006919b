import Autodiff

/// The batches of an inner training loop, in order and from the beginning again after the last whole one.
///
/// - Parameter first: the step whose batch comes first.
/// - Returns: for each step the data's columns, such as features (L, N) and one-hot targets (K, N); equal batches share their buffers.
public func innerBatches(_ data: TrainingData, batchSize: Int, steps: Int, from first: Int = 0) -> [[TensorBuffer]] {
    precondition(data.count % batchSize == 0, "\(data.count) examples do not fill batches of \(batchSize)")
    let loader = BatchLoader(data, batchSize: batchSize, order: .inOrder)
    precondition(loader.keptCount != nil, "\(data.count) examples are too many to keep all batches")
    return (first..<first + steps).map { loader.batch(step: $0).buffers }
}
