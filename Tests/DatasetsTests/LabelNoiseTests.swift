import Datasets
import RandomGenerators
import Testing

@Suite struct LabelNoiseTests {
    /// Labels 0, 1 ... 9, 0, 1 ... with signals of one point that count them.
    private func examples(_ count: Int) -> Examples {
        Examples(
            features: (0..<count).map(Float.init), labels: (0..<count).map { Int32($0 % 10) }, length: 1)
    }

    @Test func theShareOfWrongLabelsIsNineTenthsOfTheRate() {
        let clean = examples(100_000)
        for rate in [0.15, 0.5] {
            var generator = TorchGenerator(seed: 0, stream: "label-noise")
            let noisy = clean.addingLabelNoise(rate: rate, generator: &generator)
            #expect(noisy.features == clean.features && noisy.count == clean.count)
            let wrong = zip(noisy.labels, clean.labels).count { $0 != $1 }
            let expected = 0.9 * rate
            let deviation = (expected * (1 - expected) / 100_000).squareRoot()
            #expect(abs(Double(wrong) / 100_000 - expected) < 4 * deviation)
        }
    }

    @Test func eachClassIsDrawnAsOftenAsAnyOther() {
        var generator = TorchGenerator(seed: 1, stream: "label-noise")
        let noisy = examples(100_000).addingLabelNoise(rate: 1, generator: &generator)
        for label in 0..<Int32(10) {
            let share = Double(noisy.labels.count { $0 == label }) / 100_000
            #expect(abs(share - 0.1) < 4 * (0.09 / 100_000).squareRoot(), "class \(label)")
        }
        // What a label becomes does not depend on what it was.
        let zeros = noisy.subset(Array(stride(from: 0, to: 100_000, by: 10))).labels
        #expect(abs(Double(zeros.count { $0 == 0 }) / 10_000 - 0.1) < 4 * (0.09 / 10_000).squareRoot())
    }

    @Test func drawsAreInTheDocumentedOrder() {
        var generator = TorchGenerator(seed: 5, stream: "label-noise")
        var draws = generator
        let clean = examples(50)
        let noisy = clean.addingLabelNoise(rate: 0.4, classCount: 7, generator: &generator)
        for (old, new) in zip(clean.labels, noisy.labels) {
            #expect(new == (draws.rand() < 0.4 ? Int32(Double(draws.rand()) * 7) : old))
        }
        #expect(draws.rand() == generator.rand())
    }

    @Test func noRateChangesNothingAndTheStreamDecides() {
        let clean = examples(1000)
        var none = TorchGenerator(seed: 0, stream: "label-noise")
        #expect(clean.addingLabelNoise(rate: 0, generator: &none) == clean)
        func noisy(_ generator: TorchGenerator) -> [Int32] {
            var generator = generator
            return clean.addingLabelNoise(rate: 0.15, generator: &generator).labels
        }
        let first = noisy(TorchGenerator(seed: 0, stream: "label-noise"))
        #expect(first == noisy(TorchGenerator(seed: 0, stream: "label-noise")))
        #expect(first != noisy(TorchGenerator(seed: 1, stream: "label-noise")))
        #expect(first != noisy(TorchGenerator(seed: 0, stream: "batch-order")))
        #expect(first != noisy(TorchGenerator(seed: 0)))
    }
}
