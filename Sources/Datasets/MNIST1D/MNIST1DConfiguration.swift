import AtomicFiles

/// Everything that an MNIST-1D dataset depends on. The defaults are those of the paper's Table 2.
public struct MNIST1DConfiguration: Sendable, Hashable, Codable {
    /// Training and test examples together; rounded down to as many for each of the 10 classes.
    public var samples = 5000
    /// The part of the examples that is training data; the number is rounded down.
    public var trainSplit = 0.8
    /// The fewest and the most zeros appended to a template of 12 points, both included.
    public var minimumPadding = 36
    public var maximumPadding = 60
    /// A signal is multiplied by 1 + scaleCoefficient * u, u uniform over [-1/2, 1/2).
    public var scaleCoefficient = 0.4
    /// A signal is shifted by fewer points than this; 0 and 1 both leave it in its place.
    public var maximumTranslation = 48
    /// Standard deviation of the noise before smoothing, where the signal is zero.
    public var correlatedNoiseScale = 0.25
    /// Standard deviation of the noise added to each point on its own.
    public var iidNoiseScale = 0.02
    /// A line from -shearScale * u/2 to shearScale * u/2 is subtracted, u uniform over [-1/2, 1/2).
    public var shearScale = 0.75
    /// Whether the points of all signals are put into one random order.
    public var shuffleSequence = false
    /// Points per finished signal.
    public var finalLength = 40
    /// Seed of NumPy's legacy stream.
    public var seed: UInt32 = 42

    public init() {}

    /// The usual configuration with so many training and test examples.
    ///
    /// - Parameter seedOffset: What is added to the usual seed.
    public init(trainingExamples: Int, testExamples: Int, seedOffset: UInt32) {
        self = Self().with(trainingExamples: trainingExamples, testExamples: testExamples, seedOffset: seedOffset)
    }

    /// The same signals, so many of them, from another seed.
    ///
    /// - Parameter seedOffset: What is added to the seed.
    public func with(trainingExamples: Int, testExamples: Int, seedOffset: UInt32) -> MNIST1DConfiguration {
        var configuration = self
        configuration.seed += seedOffset
        configuration.samples = trainingExamples + testExamples
        // The half keeps rounding from losing an example.
        configuration.trainSplit = (Double(trainingExamples) + 0.5) / Double(configuration.samples)
        return configuration
    }

    /// Points of a signal between padding and the final subsampling: 12 + maximumPadding.
    public var dilatedLength: Int { MNIST1DTemplates.length + maximumPadding }

    /// Examples in all: ``samples`` rounded down to a multiple of the number of classes.
    public var count: Int {
        samples / MNIST1DTemplates.classCount * MNIST1DTemplates.classCount
    }

    /// Training examples: trainSplit * count, rounded down.
    public var trainCount: Int { Int(Double(count) * trainSplit) }

    /// What the training data is called in lists: `MNIST-1D, seed 42, 4000 of 5000 signals`.
    public var trainingSignals: String { "MNIST-1D, seed \(seed), \(trainCount) of \(count) signals" }
}

// MARK: Validation

/// A value that no dataset can be made with.
public struct MNIST1DConfigurationError: Error, Hashable, CustomStringConvertible {
    public enum Parameter: String, Sendable {
        case samples, trainSplit, padding, scaleCoefficient, maximumTranslation
        case correlatedNoiseScale, iidNoiseScale, shearScale, finalLength
    }

    public let parameter: Parameter
    /// The value, as the user would write it.
    public let value: String
    /// What to give instead.
    public let requirement: String

    public var description: String { "\(parameter.rawValue) is \(value): \(requirement)" }
}

extension MNIST1DConfiguration {
    /// The most numbers of eight bytes in a dataset's file: what ``Dataset/init(contentsOf:)`` reads, less the arrays' headers.
    static let largestNumberCount = AtomicFile.largestInput / 8 - 1024
    /// The most points that a signal may have at any stage.
    public static let largestLength = 1 << 20

    /// Throws an error that names the first value that no dataset can be made with.
    public func validate() throws(MNIST1DConfigurationError) {
        func require(
            _ condition: Bool, _ parameter: MNIST1DConfigurationError.Parameter, _ value: String,
            _ requirement: String
        ) throws(MNIST1DConfigurationError) {
            guard condition else {
                throw MNIST1DConfigurationError(
                    parameter: parameter, value: value, requirement: requirement)
            }
        }
        let classes = MNIST1DTemplates.classCount
        try require(
            samples >= classes, .samples, "\(samples)",
            "give at least \(classes), one for each class")
        try require(
            trainSplit >= 0 && trainSplit <= 1, .trainSplit, "\(trainSplit)",
            "give a part between 0 and 1")
        let padding = "\(minimumPadding) \(maximumPadding)"
        try require(
            minimumPadding >= 0 && maximumPadding >= minimumPadding, .padding, padding,
            "give two numbers, the smaller first and neither negative")
        try require(
            maximumPadding <= Self.largestLength, .padding, padding,
            "give at most \(Self.largestLength)")
        try require(
            maximumTranslation >= 0, .maximumTranslation, "\(maximumTranslation)",
            "give 0 or a positive number")
        let factors: [(Double, MNIST1DConfigurationError.Parameter)] = [
            (scaleCoefficient, .scaleCoefficient), (shearScale, .shearScale),
        ]
        for (value, parameter) in factors {
            try require(value.isFinite, parameter, "\(value)", "give a finite number")
        }
        let deviations: [(Double, MNIST1DConfigurationError.Parameter)] = [
            (correlatedNoiseScale, .correlatedNoiseScale), (iidNoiseScale, .iidNoiseScale),
        ]
        for (value, parameter) in deviations {
            try require(
                value.isFinite && value >= 0, parameter, "\(value)",
                "give 0 or a positive number, a standard deviation")
        }
        try require(
            finalLength >= 1 && finalLength <= Self.largestLength, .finalLength, "\(finalLength)",
            "give a number from 1 to \(Self.largestLength)")
        // A signal and its label, and once the times of the points.
        let most = (Self.largestNumberCount - finalLength) / (finalLength + 1)
        try require(
            samples <= most, .samples, "\(samples)", "give at most \(most) signals of \(finalLength) points")
    }
}
