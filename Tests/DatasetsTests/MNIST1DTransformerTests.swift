import Datasets
import Foundation
import RandomGenerators
import Testing

@Suite struct MNIST1DTransformerTests {
    let template = MNIST1DTemplates.signals[3]

    @Test func stagesAreTheStepsOfATransformation() throws {
        var transformer = try MNIST1DTransformer(MNIST1DConfiguration())
        for seed in UInt32(0)..<20 {
            var random = NumPyRandomState(seed: seed)
            var sameRandom = random
            let stages = transformer.stages(of: template, using: &random)
            var example: [Double] = []
            transformer.transform(template, into: &example, using: &sameRandom)

            #expect(stages.map(\.step) == MNIST1DStep.allCases)
            #expect(stages.last?.signal == example && example.count == 40)
            #expect(random.rand() == sameRandom.rand())
            #expect((12 + 36...12 + 60).contains(stages[0].signal.count))
            #expect(stages[1..<7].allSatisfy { $0.signal.count == 72 })
        }
    }

    @Test func paddingAppendsZerosToALiftedTemplate() throws {
        var transformer = try MNIST1DTransformer(MNIST1DConfiguration())
        var random = NumPyRandomState(seed: 0)
        var lengths: Set<Int> = []
        for _ in 0..<1000 {
            var signal = template
            transformer.apply(.pad, to: &signal, using: &random)
            #expect(Array(signal[..<12]) == template.map { $0 + 1e-8 })
            #expect(signal[12...].allSatisfy { $0 == 0 })
            lengths.insert(signal.count - 12)
        }
        #expect(lengths == Set(36...60))
    }

    @Test func translationRollsLastPointsToTheFront() throws {
        var configuration = MNIST1DConfiguration()
        configuration.maximumTranslation = 6
        var transformer = try MNIST1DTransformer(configuration)
        var random = NumPyRandomState(seed: 0)
        let signal = [0.0, 1, 2, 3]
        var results: Set<[Double]> = []
        for _ in 0..<100 {
            var rolled = signal
            transformer.apply(.translate, to: &rolled, using: &random)
            results.insert(rolled)
        }
        // Shifts of 4 and 5 points, the whole signal or more, leave it as it is.
        #expect(results == [[0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1], [1, 2, 3, 0]])
    }

    /// Smoothed noise against the formula, with weights from the C library's exponential function.
    @Test(arguments: [0, 60])
    func correlatedNoiseIsSmoothedAndComesWhereTheSignalIsZero(_ padding: Int) throws {
        var configuration = MNIST1DConfiguration()
        (configuration.minimumPadding, configuration.maximumPadding) = (0, padding)
        var transformer = try MNIST1DTransformer(configuration)
        let count = configuration.dilatedLength
        var random = NumPyRandomState(seed: 1)
        var copy = random
        var signal = [Double](repeating: 0, count: count)
        signal[5] = 7
        transformer.apply(.correlatedNoise, to: &signal, using: &random)

        let noise = copy.randn(count).map { 0.25 * $0 }
        let mirrored = noise.reversed() + noise + noise.reversed()
        let weights = (-8...8).map { exp(-Double($0 * $0) / 8) }
        let sum = weights.reduce(0, +)
        for i in 0..<count {
            let smooth = zip(-8...8, weights).map { mirrored[count + i + $0] * $1 / sum }.reduce(0, +)
            #expect(abs(signal[i] - (i == 5 ? 7 : smooth)) < 1e-15)
        }
        #expect(random.rand() == copy.rand())
    }

    @Test func scalingShearingAndNoiseFollowTheirFormulas() throws {
        var transformer = try MNIST1DTransformer(MNIST1DConfiguration())
        var random = NumPyRandomState(seed: 8)
        var copy = random
        let signal = (0..<72).map { Double($0 % 7) - 2 }

        var scaled = signal
        transformer.apply(.scale, to: &scaled, using: &random)
        let factor = 1 + 0.4 * (copy.rand() - 0.5)
        #expect(scaled == signal.map { $0 * factor })

        var noisy = signal
        transformer.apply(.iidNoise, to: &noisy, using: &random)
        #expect(noisy == zip(signal, copy.randn(72)).map { $0 + 0.02 * $1 })

        var sheared = signal
        transformer.apply(.shear, to: &sheared, using: &random)
        let slope = 0.75 * (copy.rand() - 0.5)
        for (i, value) in sheared.enumerated() {
            #expect(abs(value - (signal[i] - slope * (Double(i) / 71 - 0.5))) < 1e-15)
        }
    }

    @Test func interpolationIsLinearBetweenPoints() {
        #expect(linearlyInterpolated([1, 3], count: 5) == [1, 1.5, 2, 2.5, 3])
        #expect(linearlyInterpolated([1, 3, 0], count: 3) == [1, 3, 0])
        #expect(linearlyInterpolated([1, 3, 0, 4, 8], count: 3) == [1, 0, 8])
        #expect(linearlyInterpolated([4, 3], count: 1) == [4])
        let square = (0..<12).map { Double($0 * $0) }
        for count in 2..<200 {
            let resampled = linearlyInterpolated(square, count: count)
            #expect(resampled.count == count && resampled.first == 0 && resampled.last == 121)
            for (i, value) in resampled.enumerated() {
                let position = Double(i) / Double(count - 1) * 11
                let left = min(position.rounded(.down), 10)
                #expect(abs(value - (left * left + (position - left) * (2 * left + 1))) < 1e-11)
            }
        }
    }

    @Test func templatesAreNormalizedAndStartAtZero() {
        #expect(MNIST1DTemplates.signals.count == 10)
        for signal in MNIST1DTemplates.signals {
            #expect(signal.count == 12 && signal[0] == 0)
            let mean = signal.reduce(0, +) / 12
            let variance = signal.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 12
            #expect(abs(variance - 1.0 / 36) < 1e-15)
        }
        #expect(MNIST1DTemplates.positions.first == -5.0 / 6)
        #expect(MNIST1DTemplates.positions.last == 5.0 / 6)
    }
}
