import Datasets
import Foundation
import Testing

@Suite struct MNIST1DConfigurationTests {
    /// The defaults of the paper's Table 2.
    @Test func defaults() {
        let configuration = MNIST1DConfiguration()
        #expect(configuration.samples == 5000)
        #expect(configuration.trainSplit == 0.8)
        #expect(configuration.minimumPadding == 36 && configuration.maximumPadding == 60)
        #expect(configuration.scaleCoefficient == 0.4)
        #expect(configuration.maximumTranslation == 48)
        #expect(configuration.correlatedNoiseScale == 0.25)
        #expect(configuration.iidNoiseScale == 0.02)
        #expect(configuration.shearScale == 0.75)
        #expect(!configuration.shuffleSequence)
        #expect(configuration.finalLength == 40)
        #expect(configuration.seed == 42)
        #expect(configuration.dilatedLength == 72)
        #expect(configuration.count == 5000 && configuration.trainCount == 4000)
    }

    /// One wrong value at a time, with the error it gives.
    static let errors: [(change: @Sendable (inout MNIST1DConfiguration) -> Void, message: String)] = [
        ({ $0.samples = 9 }, "samples is 9: give at least 10, one for each class"),
        (
            { $0.samples = .max },
            "samples is 9223372036854775807: give at most 3273577 signals of 40 points"
        ),
        ({ $0.trainSplit = -0.1 }, "trainSplit is -0.1: give a part between 0 and 1"),
        ({ $0.trainSplit = .nan }, "trainSplit is nan: give a part between 0 and 1"),
        (
            { $0.minimumPadding = 61 },
            "padding is 61 60: give two numbers, the smaller first and neither negative"
        ),
        (
            { $0.minimumPadding = -1 },
            "padding is -1 60: give two numbers, the smaller first and neither negative"
        ),
        ({ $0.maximumPadding = .max }, "padding is 36 9223372036854775807: give at most 1048576"),
        ({ $0.scaleCoefficient = .infinity }, "scaleCoefficient is inf: give a finite number"),
        ({ $0.maximumTranslation = -1 }, "maximumTranslation is -1: give 0 or a positive number"),
        (
            { $0.correlatedNoiseScale = -0.25 },
            "correlatedNoiseScale is -0.25: give 0 or a positive number, a standard deviation"
        ),
        (
            { $0.iidNoiseScale = .nan },
            "iidNoiseScale is nan: give 0 or a positive number, a standard deviation"
        ),
        ({ $0.shearScale = -.infinity }, "shearScale is -inf: give a finite number"),
        ({ $0.finalLength = 0 }, "finalLength is 0: give a number from 1 to 1048576"),
        ({ $0.finalLength = .max }, "finalLength is 9223372036854775807: give a number from 1 to 1048576"),
    ]

    @Test(arguments: errors.indices)
    func aWrongValueIsNamed(_ index: Int) throws {
        var configuration = MNIST1DConfiguration()
        try configuration.validate()
        Self.errors[index].change(&configuration)
        #expect(message { try configuration.validate() } == Self.errors[index].message)
        #expect(message { _ = try MNIST1DDataset(configuration) } == Self.errors[index].message)
    }

    @Test func aConfigurationSurvivesJSON() throws {
        var configuration = MNIST1DConfiguration()
        configuration.trainSplit = 0.1 + 0.2
        configuration.seed = .max
        let data = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(MNIST1DConfiguration.self, from: data) == configuration)
    }

    @Test func roundingDown() {
        var configuration = MNIST1DConfiguration()
        configuration.samples = 107
        configuration.trainSplit = 0.333
        #expect(configuration.count == 100 && configuration.trainCount == 33)
    }
}
