import Autodiff
import Datasets
import RandomGenerators

/// Examples cut into batches, features first: features (L, N) and one-hot targets (K, N).
final class BatchLoader {
    final class Batch {
        let features: TensorBuffer
        let targets: TensorBuffer
        /// How a trainer's program reads it, kept here for the next time.
        var bound: Trainer.BoundBatch?
        var count: Int { features.shape.columns }

        fileprivate init(_ features: TensorBuffer, _ targets: TensorBuffer) {
            self.features = features
            self.targets = targets
        }
    }

    private let examples: Examples
    private let classCount: Int
    private let batchSize: Int
    private let order: BatchOrder
    private var ready: [Int: Batch] = [:]
    private var generator: TorchGenerator?
    private var epoch = -1
    private var permutation: [Int] = []

    init(_ examples: Examples, classCount: Int, batchSize: Int, order: BatchOrder) {
        self.examples = examples
        self.classCount = classCount
        self.batchSize = batchSize
        self.order = order
    }

    /// Whether the same batches come again and again.
    var isPeriodic: Bool {
        if case .inOrder = order { return true }
        return false
    }

    /// The batch of a step, counted from 0. Steps may be asked for in any ascending order.
    func batch(step: Int) -> Batch {
        switch order {
        case .inOrder:
            let start = step * batchSize % examples.count
            if let known = ready[start] { return known }
            let batch = Self.batch(
                examples, start..<min(start + batchSize, examples.count), classCount: classCount)
            ready[start] = batch
            return batch
        case .shuffledEachEpoch(let initial):
            let batchesPerEpoch = (examples.count + batchSize - 1) / batchSize
            while epoch < step / batchesPerEpoch {
                if generator == nil { generator = initial }
                permutation = generator!.randperm(examples.count)
                epoch += 1
            }
            let start = step % batchesPerEpoch * batchSize
            let chosen = permutation[start..<min(start + batchSize, examples.count)]
            let batch = ready[chosen.count] ?? Self.empty(examples, chosen.count, classCount)
            ready[chosen.count] = batch
            Self.fill(batch, examples, chosen)
            return batch
        }
    }

    /// A contiguous part of the examples as one batch.
    static func batch(_ examples: Examples, _ range: Range<Int>, classCount: Int) -> Batch {
        let batch = empty(examples, range.count, classCount)
        fill(batch, examples, range)
        return batch
    }

    private static func empty(_ examples: Examples, _ count: Int, _ classCount: Int) -> Batch {
        Batch(TensorBuffer([examples.length, count]), TensorBuffer([classCount, count]))
    }

    private static func fill(_ batch: Batch, _ examples: Examples, _ chosen: some Collection<Int>) {
        let length = examples.length
        examples.features.withUnsafeBufferPointer { features in
            batch.features.withRows { row in
                for position in 0..<length {
                    let values = row(position)
                    for (column, example) in chosen.enumerated() { values[column] = features[example * length + position] }
                }
            }
        }
        batch.targets.clear()
        batch.targets.withRows { row in
            for (column, example) in chosen.enumerated() {
                let label = Int(examples.labels[example])
                if label < batch.targets.shape.rows { row(label)[column] = 1 }
            }
        }
    }
}
