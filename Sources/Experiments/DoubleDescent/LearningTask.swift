import Datasets
import RandomGenerators

/// What is learnt: some examples of MNIST-1D, and the classes that they are divided into.
struct LearningTask: Codable, Hashable, Sendable {
    var dataset: MNIST1DConfiguration
    /// n: training examples, the first of the dataset's training part.
    var examples: Int
    /// K: classes, each of 10/K digits with the same remainder. The signals stay, so that K alone changes.
    var outputs = 10
    /// The probability with which a training label is replaced by a class drawn at random.
    var labelNoise = 0.0
    /// In place of the dataset.
    var file: DataFile?

    var source: SignalSource { SignalSource(dataset, file: file) }

    /// The examples to train and to test on.
    ///
    /// - Parameter seed: of the stream "label-noise".
    func examples(seed: UInt32) throws -> (train: Examples, test: Examples) {
        let data = try Self.data(source)
        var noise = TorchGenerator(seed: UInt64(seed), stream: "label-noise")
        let train = merged(data.train.subset(0..<examples)).addingLabelNoise(
            rate: labelNoise, classCount: outputs, generator: &noise)
        return (train, merged(data.test))
    }

    /// Made once for each configuration, on which alone it depends: thousands of short runs of a process share a few.
    static func data(_ source: SignalSource) throws -> Dataset { try known.value(source) { try source.dataset() } }

    private static let known = SharedValues<SignalSource, Dataset>()

    private func merged(_ examples: Examples) -> Examples {
        examples.relabelled(examples.labels.map { $0 % Int32(outputs) })
    }
}
