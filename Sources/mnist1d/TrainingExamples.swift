import Artifact
import Datasets
import RandomGenerators

/// What `mnist1d train` trains, validates and tests on.
struct TrainingExamples {
    let train: Examples
    /// Held out of the training examples; empty without a validation split.
    let validation: Examples
    let test: Examples
    let classes: Int
    var length: Int { train.length }

    init(_ options: Train) throws {
        var data = try options.data.map { try Dataset(contentsOf: $0) } ?? MNIST1DDataset(MNIST1DConfiguration()).dataset
        if let path = options.data, let words = data.noteOnClasses { note("\(path): \(words)") }
        if let seed = options.shufflePositions {
            var generator = NumPyRandomState(seed: UInt32(seed))
            data = data.permutingPositions(generator.permutation(data.length))
        }
        var examples = data.train
        if options.labelNoise > 0 {
            var noise = TorchGenerator(seed: UInt64(options.seed), stream: "label-noise")
            examples = examples.addingLabelNoise(rate: options.labelNoise, classCount: data.classCount, generator: &noise)
        }
        let held = Int((options.validationSplit * Double(examples.count)).rounded())
        guard options.validationSplit == 0 || (1..<examples.count).contains(held) else {
            throw ArtifactError(
                "--validation-split \(options.validationSplit): is \(held) of \(examples.count) training examples; leave some on both sides"
            )
        }
        // Both parts keep the order of the file.
        var draws = TorchGenerator(seed: UInt64(options.seed), stream: "validation-split")
        let drawn = held > 0 ? Set(draws.randperm(examples.count)[..<held]) : []
        train = held > 0 ? examples.subset((0..<examples.count).filter { !drawn.contains($0) }) : examples
        validation = examples.subset(drawn.sorted())
        (test, classes) = (data.test, data.classCount)
    }

    /// SHA-256 of all signals and labels.
    var digest: String {
        var bytes: [UInt8] = []
        for part in [train, validation, test] {
            part.features.withUnsafeBytes { bytes += $0 }
            part.labels.withUnsafeBytes { bytes += $0 }
        }
        return sha256(bytes)
    }

    /// The largest size of a number in the signals.
    var largest: Float { (train.features + validation.features + test.features).reduce(0) { max($0, abs($1)) } }
}
