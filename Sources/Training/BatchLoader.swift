import Autodiff
import RandomGenerators

/// Data cut into batches.
final class BatchLoader {
    final class Batch {
        /// The columns of the data, in order.
        let buffers: [TensorBuffer]
        let count: Int
        /// How a trainer's program reads it, kept here for the next time.
        var bound: Trainer.BoundBatch?

        init(_ data: TrainingData, count: Int) {
            self.count = count
            buffers = data.shapes(count: count).map { TensorBuffer($0.shape) }
        }

        /// Precondition: `data` has the columns that it was made for.
        func fill(_ data: TrainingData, _ chosen: some Collection<Int>) {
            for ((_, column), buffer) in zip(data.columns, buffers) { column.fill(buffer, chosen) }
        }
    }

    /// The most floats of batches that are kept because they come again: 256 MB.
    private static let limit = 1 << 26

    private let data: TrainingData
    private let batchSize: Int
    private let order: BatchOrder
    private var ready: [Int: Batch] = [:]
    private var generator: TorchGenerator?
    private var epoch = -1
    private var permutation: [Int] = []
    /// How many different batches there are, where they are kept for the next time.
    let keptCount: Int?

    /// - Parameter keepsBatches: false where what is in a batch changes from time to time.
    init(_ data: TrainingData, batchSize: Int, order: BatchOrder, keepsBatches: Bool = true) {
        self.data = data
        self.batchSize = batchSize
        self.order = order
        // Batches that overlap begin anywhere.
        let different = data.count / max(greatestCommonDivisor(data.count, batchSize), 1)
        let floats = data.shapes(count: min(batchSize, data.count)).reduce(0) { $0 + $1.shape.storage }
        if case .inOrder = order, keepsBatches, different * floats <= Self.limit { keptCount = different } else { keptCount = nil }
    }

    /// The batch of a step, counted from 0.
    func batch(step: Int) -> Batch {
        guard keptCount != nil else {
            let chosen = examples(step: step)
            return filled(chosen, key: chosen.count)
        }
        let start = step * batchSize % data.count
        return ready[start] ?? filled(start..<min(start + batchSize, data.count), key: start)
    }

    /// The numbers of the examples in a step's batch.
    func examples(step: Int) -> ArraySlice<Int> {
        switch order {
        case .inOrder:
            let start = step * batchSize % data.count
            return Array(start..<min(start + batchSize, data.count))[...]
        case .shuffledEachEpoch(let initial):
            let batchesPerEpoch = (data.count + batchSize - 1) / batchSize
            if epoch > step / batchesPerEpoch { (generator, epoch) = (nil, -1) }
            while epoch < step / batchesPerEpoch {
                if generator == nil { generator = initial }
                permutation = generator!.randperm(data.count)
                epoch += 1
            }
            let start = step % batchesPerEpoch * batchSize
            return permutation[start..<min(start + batchSize, data.count)]
        }
    }

    private func filled(_ chosen: some Collection<Int>, key: Int) -> Batch {
        let batch = ready[key] ?? Batch(data, count: chosen.count)
        ready[key] = batch
        batch.fill(data, chosen)
        return batch
    }
}
