import Datasets
import Testing

@Suite struct ExamplesTests {
    let examples = Examples(features: [0, 1, 2, 10, 11, 12, 20, 21, 22], labels: [5, 6, 7], length: 3)

    @Test func positionsArePermutedInEachSignal() {
        let permuted = examples.permutingPositions([2, 0, 1])
        #expect(permuted.features == [2, 0, 1, 12, 10, 11, 22, 20, 21])
        #expect(permuted.labels == [5, 6, 7] && permuted.length == 3 && permuted.count == 3)
        #expect(examples.reversingPositions().features == [2, 1, 0, 12, 11, 10, 22, 21, 20])
        #expect(examples.reversingPositions().reversingPositions() == examples)
    }

    @Test func subsetsKeepSignalsWithTheirLabels() {
        let range = examples.subset(1..<3)
        #expect(range.features == [10, 11, 12, 20, 21, 22] && range.labels == [6, 7])
        let chosen = examples.subset([2, 0, 2])
        #expect(chosen.features == [20, 21, 22, 0, 1, 2, 20, 21, 22] && chosen.labels == [7, 5, 7])
        #expect(examples.subset(0..<0).count == 0)
        #expect(examples.relabelled([1, 2, 3]).labels == [1, 2, 3])
    }

    @Test func aDatasetPermutesBothParts() {
        let dataset = Dataset(train: examples, test: examples.subset(0..<1))
        #expect(dataset.permutingPositions([1, 2, 0]).test.features == [1, 2, 0])
        #expect(dataset.reversingPositions().train == examples.reversingPositions())
        #expect(dataset.length == 3)
    }
}
