import Artifact
import AtomicFiles
import Datasets

/// `mnist1d generate`: a dataset from its parameters.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a dataset and write it to a file.",
        discussion: """
            With its defaults this is the dataset of the paper. The values equal those of the original \
            Python package for the same parameters.

            A .npz file holds the arrays x (examples, points), y, x_test, y_test and t, float64 and int64, \
            for numpy.load. A .csv file holds one row per example: x0, x1, ..., label, and split, which is \
            train or test.

            EXAMPLES:
              mnist1d generate
              mnist1d generate --samples 20000 --seed 7 --output large.npz
              mnist1d generate --final-length 100 --padding 10 90 --output long.csv
              mnist1d generate --max-translation 0 --iid-noise-scale 0 --output easy.npz
            """)

    private static let defaults = MNIST1DConfiguration()

    @Option(
        parsing: .unconditional,
        help: "Training and test examples together, rounded down to a multiple of the 10 classes.")
    var samples = defaults.samples

    @Option(parsing: .unconditional, help: "The part of the examples to train on, from 0 to 1.")
    var trainSplit = defaults.trainSplit

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The fewest and the most zeros appended to a template of 12 points.",
            valueName: "low high"))
    var padding = [defaults.minimumPadding, defaults.maximumPadding]

    @Option(
        parsing: .unconditional,
        help: "Signals are multiplied by up to 1 plus or minus half of this.")
    var scaleCoefficient = defaults.scaleCoefficient

    @Option(parsing: .unconditional, help: "Signals are rolled by fewer points than this.")
    var maxTranslation = defaults.maximumTranslation

    @Option(
        parsing: .unconditional,
        help: "Standard deviation, before smoothing, of the noise where a signal is zero.")
    var correlatedNoiseScale = defaults.correlatedNoiseScale

    @Option(parsing: .unconditional, help: "Standard deviation of the noise added to every point.")
    var iidNoiseScale = defaults.iidNoiseScale

    @Option(
        parsing: .unconditional,
        help: "Signals are sheared by lines that rise by up to half of this.")
    var shearScale = defaults.shearScale

    @Flag(help: "Put the points of all signals into one random order.")
    var shuffleSequence = false

    @Option(parsing: .unconditional, help: "Points of a finished signal.")
    var finalLength = defaults.finalLength

    @Option(parsing: .unconditional, help: "Seed of the random numbers, from 0 to 4294967295.")
    var seed = Int(defaults.seed)

    @Option(help: "The file to write; its name ends in .npz or .csv.")
    var output = "d.npz"

    func validate() throws {
        _ = try dataset()
        _ = try format()
    }

    func run() throws {
        var outputs = OutputSet()
        let file = try outputs.open(output, as: "--output")
        let dataset = try MNIST1DDataset(dataset())
        switch try format() {
        case .archive: try file.write(dataset.archive.npzBytes())
        case .table: try file.write(Array(dataset.csv.utf8))
        }
        print(
            "\(output): \(dataset.y.count) training and \(dataset.yTest.count) test examples of "
                + "\(finalLength) points")
    }

    // MARK: Options

    private enum Format {
        case archive, table
    }

    private func format() throws -> Format {
        let name = output.lowercased()
        if name.hasSuffix(".npz") { return .archive }
        if name.hasSuffix(".csv") { return .table }
        throw ValidationError("--output \(output): give a name that ends in .npz or .csv")
    }

    /// The dataset's configuration, checked. An error names the option instead of the property.
    private func dataset() throws -> MNIST1DConfiguration {
        guard padding.count == 2 else {
            let given = padding.map(\.description).joined(separator: " ")
            throw ValidationError("--padding \(given): give two numbers, the fewest zeros and the most")
        }
        guard let seed = UInt32(exactly: seed) else {
            throw ValidationError("--seed \(seed): give a number from 0 to \(UInt32.max)")
        }
        var configuration = MNIST1DConfiguration()
        configuration.samples = samples
        configuration.trainSplit = trainSplit
        configuration.minimumPadding = padding[0]
        configuration.maximumPadding = padding[1]
        configuration.scaleCoefficient = scaleCoefficient
        configuration.maximumTranslation = maxTranslation
        configuration.correlatedNoiseScale = correlatedNoiseScale
        configuration.iidNoiseScale = iidNoiseScale
        configuration.shearScale = shearScale
        configuration.shuffleSequence = shuffleSequence
        configuration.finalLength = finalLength
        configuration.seed = seed
        do {
            try configuration.validate()
        } catch {
            throw ValidationError("\(Self.option(error.parameter)) \(error.value): \(error.requirement)")
        }
        return configuration
    }

    private static func option(_ parameter: MNIST1DConfigurationError.Parameter) -> String {
        switch parameter {
        case .samples: "--samples"
        case .trainSplit: "--train-split"
        case .padding: "--padding"
        case .scaleCoefficient: "--scale-coefficient"
        case .maximumTranslation: "--max-translation"
        case .correlatedNoiseScale: "--correlated-noise-scale"
        case .iidNoiseScale: "--iid-noise-scale"
        case .shearScale: "--shear-scale"
        case .finalLength: "--final-length"
        }
    }
}
