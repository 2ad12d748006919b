/// A file with signals that are trained on instead of MNIST-1D. It is known by its content, which is what a run depends on.
public struct DataFile: Codable, Hashable, Sendable {
    /// Of the file's bytes, in hexadecimal digits.
    public let sha256: String
    public let trainCount: Int
    public let testCount: Int
    /// Points of a signal.
    public let length: Int
    public let classCount: Int

    /// Reads a file once, as ``Dataset/init(contentsOf:)`` does, and keeps its signals for ``dataset()`` as long as the process lives.
    ///
    /// - Parameters:
    ///   - path: nil gives nil.
    ///   - sha256: The digest of bytes.
    /// - Throws: ``DatasetError`` that names the file; both parts need examples.
    public init?(_ path: String?, sha256: ([UInt8]) -> String) throws {
        guard let path else { return nil }
        let bytes = try readFile(path)
        let dataset = try Dataset(bytes: bytes, source: path)
        guard dataset.test.count > 0 else {
            throw DatasetError("\(path): expected examples to test on, found none; a .npz file has them in x_test and y_test")
        }
        self.sha256 = sha256(bytes)
        (trainCount, testCount) = (dataset.train.count, dataset.test.count)
        (length, classCount) = (dataset.length, dataset.classCount)
        _ = Self.known.value(self.sha256) { dataset }
    }

    private static let known = SharedValues<String, Dataset>(limit: .max)

    /// The signals. The file was read by this process, or this is an error.
    public func dataset() throws -> Dataset {
        try Self.known.value(sha256) { throw DatasetError("the file with SHA-256 \(sha256) was not given: use --data") }
    }

    /// The end of the label of a run that is trained on it, as in `-data1f3e5a7b`.
    public var label: String { "-data\(sha256.prefix(8))" }
}

/// Where a run's signals come from: generated, or read from a file.
public struct SignalSource: Hashable, Sendable {
    public let configuration: MNIST1DConfiguration
    public let file: DataFile?

    /// - Parameter file: In place of what `configuration` would give.
    public init(_ configuration: MNIST1DConfiguration, file: DataFile?) {
        self.configuration = configuration
        self.file = file
    }

    public func dataset() throws -> Dataset { try file?.dataset() ?? MNIST1DDataset(configuration).dataset }

    public var length: Int { file?.length ?? configuration.finalLength }
    public var classCount: Int { file?.classCount ?? MNIST1DTemplates.classCount }
    public var trainCount: Int { file?.trainCount ?? configuration.trainCount }
    public var testCount: Int { file?.testCount ?? configuration.count - configuration.trainCount }

    /// What the training signals are called in lists.
    public var name: String {
        if let file { return "file of --data, \(file.trainCount) signals of \(file.length) points" }
        return configuration.trainingSignals + (configuration.shuffleSequence ? ", positions shuffled" : "")
    }

    /// Why there can be no such signals, or none of the examples that a study needs; nil where there can.
    public var problem: String? {
        if file != nil {
            // The numbers of examples and the seed are the experiments' own.
            var usual = MNIST1DConfiguration()
            (usual.samples, usual.trainSplit, usual.seed) = (configuration.samples, configuration.trainSplit, configuration.seed)
            return configuration == usual ? nil : "parameters of the dataset are set beside --data, whose signals they would not change"
        }
        do { try configuration.validate() } catch { return "\(error)" }
        if configuration.trainCount == 0 { return "there are no examples to train on" }
        return configuration.trainCount == configuration.count ? "there are no examples to test on" : nil
    }

    /// Why no model can be trained on so many of its training examples, all where nil, in such batches; nil where one can.
    public func problem(examples: Int? = nil, batchSize: Int) -> String? {
        if let problem { return problem }
        let count = examples ?? trainCount
        if count > trainCount { return "\(count) training examples are asked for, there are \(trainCount)" }
        return batchSize > count ? "a batch of \(batchSize) is more than the \(count) training examples" : nil
    }
}

extension Dataset {
    /// The same with the first training examples alone.
    public func withTrainingExamples(_ count: Int) -> Dataset {
        Dataset(train: train.subset(0..<count), test: test, classCount: classCount)
    }
}
