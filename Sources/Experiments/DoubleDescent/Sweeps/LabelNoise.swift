import Datasets
import NeuralNetworks

// With wrong labels, which the paper does not have: the small networks of the thresholds, and the authors' later notebook.
extension DoubleDescent {
    var labelNoiseRuns: [Configuration] {
        let examples = isQuick ? 50 : 400
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2])
        return [Network.oneHiddenLayer, .convolutional].flatMap { network in
            // From a third of n to four times n K parameters, each about √2 times the last.
            let all =
                network == .convolutional
                ? [2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 24, 29, 35, 41, 49]
                : [2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256, 362, 512]
            let widths = all.filter {
                (examples...120 * examples).contains(3 * network.parameterCount(width: $0, inputs: 40, outputs: 10))
            }
            return Loss.allCases.flatMap { loss in
                let recipe = TrainingRecipe(
                    loss: loss, rule: .momentum(learningRate: loss == .negativeLogLikelihood ? 0.03 : 0.1),
                    isShuffled: true, evaluations: [steps ?? (isQuick ? 100 : 20000)])
                return widths.flatMap { width in
                    seeds.map { seed in
                        Configuration(
                            sweep: .labelNoise, network: network, width: width,
                            task: LearningTask(
                                dataset: smallDataset(seed: seed), examples: examples, labelNoise: labelNoise),
                            recipe: recipe, seed: UInt32(seed))
                    }
                }
            }
        }
    }

    var notebookRuns: [Configuration] {
        var dataset = MNIST1DConfiguration()
        dataset.samples = 16000
        dataset.trainSplit = 0.25
        let recipe = TrainingRecipe(
            loss: .negativeLogLikelihood, rule: .momentum(learningRate: 0.01), isShuffled: true,
            evaluations: [steps ?? (isQuick ? 100 : 20000)])
        let kinds = labelNoise == 0 ? [0] : [0, labelNoise]
        let curves: [(Network, labelNoise: Double)] =
            kinds.map { (.twoHiddenLayers, $0) } + [(.convolutional, labelNoise)]
        return curves.flatMap { network, labelNoise in
            let isConvolutional = network == .convolutional
            // The authors' notebook has one run for each width, too.
            let seeds = options.seeds(default: [0])
            let widths =
                isConvolutional
                ? Array(stride(from: 2, through: 28, by: 2)) + Array(stride(from: 30, through: 100, by: 10))
                : [2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 36, 47, 61, 80, 104, 135, 177, 230, 300]
            return widths.filter { !isQuick || [2, 16, 61].contains($0) }.flatMap { width in
                seeds.map { seed in
                    Configuration(
                        sweep: .notebook, network: network, width: width,
                        task: LearningTask(dataset: dataset, examples: dataset.trainCount, labelNoise: labelNoise),
                        recipe: recipe, seed: UInt32(seed))
                }
            }
        }
    }
}
