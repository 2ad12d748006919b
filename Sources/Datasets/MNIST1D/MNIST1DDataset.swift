import RandomGenerators

/// An MNIST-1D dataset in double precision, as the original Python package makes it.
///
/// `N` examples are split into `M` for training and `N - M` for testing; `L` is the final length.
public struct MNIST1DDataset: Sendable, Hashable {
    public let configuration: MNIST1DConfiguration
    /// Training signals.  // (M, L)
    public let x: [Double]
    /// Labels of the training signals.  // (M)
    public let y: [Int32]
    /// Test signals.  // (N - M, L)
    public let xTest: [Double]
    /// Labels of the test signals.  // (N - M)
    public let yTest: [Int32]
    /// Where the points of a signal lie.  // (L)
    public let t: [Double]

    /// Generates the dataset of a configuration.
    ///
    /// The order of the draws from one stream, seeded with `configuration.seed`: the examples, class
    /// after class, each as in ``MNIST1DStep``; the permutation of the examples; with
    /// `shuffleSequence`, the permutation of the points. Then the mean and the standard deviation of
    /// all values become 0 and 1, before the split.
    ///
    /// Throws an error that names the first value that no dataset can be made with, and one when the
    /// values have no finite positive standard deviation.
    public init(_ configuration: MNIST1DConfiguration) throws {
        var transformer = try MNIST1DTransformer(configuration)
        let (count, length) = (configuration.count, configuration.finalLength)
        let perClass = count / MNIST1DTemplates.classCount
        var random = NumPyRandomState(seed: configuration.seed)

        var ordered: [Double] = []
        ordered.reserveCapacity(count * length)
        var signal: [Double] = []
        for template in MNIST1DTemplates.signals {
            for _ in 0..<perClass {
                transformer.transform(template, into: &signal, using: &random)
                ordered += signal
            }
        }

        let examples = random.permutation(count)
        let points = configuration.shuffleSequence ? random.permutation(length) : nil
        var values: [Double] = []
        values.reserveCapacity(count * length)
        for example in examples {
            let row = example * length..<(example + 1) * length
            if let points {
                for point in points { values.append(ordered[row.lowerBound + point]) }
            } else {
                values += ordered[row]
            }
        }
        let labels = examples.map { Int32($0 / perClass) }

        let mean = pairwiseSum(values) / Double(values.count)
        let deviation = standardDeviation(values)
        guard deviation > 0 && deviation.isFinite else {
            throw DatasetError(
                "the generated values have a standard deviation of \(deviation), so they cannot be "
                    + "normalized: choose other scales, or more points")
        }
        for i in values.indices { values[i] = (values[i] - mean) / deviation }

        let dilated = linearlyInterpolated(
            MNIST1DTemplates.positions, count: configuration.dilatedLength)
        let split = configuration.trainCount
        self.configuration = configuration
        x = Array(values[..<(split * length)])
        y = Array(labels[..<split])
        xTest = Array(values[(split * length)...])
        yTest = Array(labels[split...])
        t = linearlyInterpolated(dilated, count: length).map { $0 / deviation }
    }

    /// The dataset in single precision, as models are trained on it.
    public var dataset: Dataset {
        let length = configuration.finalLength
        return Dataset(
            train: Examples(features: x.map { Float($0) }, labels: y, length: length),
            test: Examples(features: xTest.map { Float($0) }, labels: yTest, length: length),
            classCount: MNIST1DTemplates.classCount)
    }
}
