import Datasets
import Testing

@Suite struct MNIST1DDatasetTests {
    static func configuration(_ change: (inout MNIST1DConfiguration) -> Void) -> MNIST1DConfiguration {
        var configuration = MNIST1DConfiguration()
        change(&configuration)
        return configuration
    }

    /// The parameter sets of mnist1d_datasets.py.
    static let fixtures: [(name: String, configuration: MNIST1DConfiguration)] = [
        ("default", MNIST1DConfiguration()),
        ("shuffled", configuration { ($0.samples, $0.shuffleSequence, $0.seed) = (200, true, 7) }),
        (
            "longer",
            configuration {
                ($0.samples, $0.finalLength, $0.maximumTranslation, $0.seed) = (130, 101, 60, 0)
                ($0.minimumPadding, $0.maximumPadding) = (10, 90)
            }
        ),
        (
            "still",
            configuration {
                ($0.samples, $0.finalLength, $0.maximumTranslation, $0.seed) = (100, 12, 1, .max)
                ($0.minimumPadding, $0.maximumPadding) = (0, 0)
            }
        ),
        (
            "overturned",
            configuration {
                ($0.samples, $0.maximumTranslation, $0.trainSplit, $0.seed) = (100, 200, 0.333, 3)
            }
        ),
        (
            "quiet",
            configuration {
                ($0.samples, $0.correlatedNoiseScale, $0.iidNoiseScale, $0.seed) = (107, 0, 0, 5)
                ($0.shearScale, $0.scaleCoefficient) = (-2.5, 0)
            }
        ),
        (
            "point",
            configuration { ($0.samples, $0.finalLength, $0.trainSplit, $0.seed) = (60, 1, 1, 6) }
        ),
    ]

    /// Fixtures: mnist1d_*.npz, made by mnist1d_datasets.py with the authors' Python package.
    @Test(arguments: fixtures.indices)
    func equalsTheOriginalPackage(_ index: Int) throws {
        let (name, configuration) = Self.fixtures[index]
        let original = try NPZArchive(contentsOf: Fixtures.path("mnist1d_\(name).npz"))
        let ours = try MNIST1DDataset(configuration)
        let archive = ours.archive
        // The default dataset is held to what separates the authors' own frozen file from theirs.
        let tolerance = name == "default" ? 1e-15 : 1e-13
        for (key, first) in [("x", ours.x), ("x_test", ours.xTest), ("t", ours.t)] {
            let expected = try #require(original[key]?.doubles)
            #expect(key == "x_test" || !expected.isEmpty)
            let worst = zip(first, expected).map { abs($0 - $1) }.max() ?? 0
            #expect(worst <= tolerance, "\(name), \(key): \(worst) apart")
            if name != "default" { #expect(archive[key]?.shape == original[key]?.shape) }
        }
        #expect(original["y"]?.integers == ours.y.map { Int($0) })
        #expect(original["y_test"]?.integers == ours.yTest.map { Int($0) })
        for key in ["x", "y", "x_test", "y_test", "t"] {
            #expect(archive[key]?.elements.typeName == original[key]?.elements.typeName)
        }
    }

    @Test func theSameConfigurationGivesTheSameBits() throws {
        let configuration = Self.configuration { $0.samples = 100 }
        #expect(try MNIST1DDataset(configuration) == MNIST1DDataset(configuration))
        let other = Self.configuration { ($0.samples, $0.seed) = (100, 43) }
        #expect(try MNIST1DDataset(other).x != MNIST1DDataset(configuration).x)
    }

    @Test func theFloatViewHoldsTheSameValues() throws {
        let made = try MNIST1DDataset(Self.configuration { $0.samples = 110 })
        let dataset = made.dataset
        #expect(dataset.train.count == 88 && dataset.test.count == 22 && dataset.length == 40)
        #expect(dataset.train.features == made.x.map { Float($0) })
        #expect(dataset.test.features == made.xTest.map { Float($0) })
        #expect(dataset.train.labels == made.y && dataset.test.labels == made.yTest)
        #expect(dataset.classCount == 10)
    }

    @Test func noTranslationIsTheSameAsATranslationByLessThanOnePoint() throws {
        let none = try MNIST1DDataset(Self.configuration { ($0.samples, $0.maximumTranslation) = (50, 0) })
        let less = try MNIST1DDataset(Self.configuration { ($0.samples, $0.maximumTranslation) = (50, 1) })
        #expect(none.x == less.x && none.xTest == less.xTest)
    }

    @Test func valuesWithoutSpreadAreRefused() {
        let flat = Self.configuration {
            ($0.samples, $0.finalLength, $0.maximumTranslation) = (10, 1, 0)
            ($0.scaleCoefficient, $0.shearScale, $0.iidNoiseScale) = (0, 0, 0)
        }
        #expect(
            message { _ = try MNIST1DDataset(flat) } == "the generated values have a standard deviation "
                + "of 0.0, so they cannot be normalized: choose other scales, or more points")
        let endless = Self.configuration { ($0.samples, $0.shearScale) = (10, 1e308) }
        #expect(message { _ = try MNIST1DDataset(endless) }?.contains("cannot be normalized") == true)
    }
}
