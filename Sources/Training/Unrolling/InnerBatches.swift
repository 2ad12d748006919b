import Autodiff
import Datasets

/// The batches of an inner training loop, in order and from the beginning again after the last whole one.
///
/// - Parameter first: the step whose batch comes first.
/// - Returns: for each step its features (L, N) and one-hot targets (K, N); equal batches share their buffers.
public func innerBatches(
    _ examples: Examples, classCount: Int = 10, batchSize: Int, steps: Int, from first: Int = 0
) -> [[TensorBuffer]] {
    precondition(
        examples.count % batchSize == 0, "\(examples.count) examples do not fill batches of \(batchSize)")
    let loader = BatchLoader(examples, classCount: classCount, batchSize: batchSize, order: .inOrder)
    return (first..<first + steps).map { step in
        let batch = loader.batch(step: step)
        return [batch.features, batch.targets]
    }
}
