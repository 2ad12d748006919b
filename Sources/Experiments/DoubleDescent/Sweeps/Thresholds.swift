import Datasets
import NeuralNetworks

// Where the interpolation threshold and the peak lie: both losses, several numbers of examples and outputs, clean labels.
extension DoubleDescent {
    /// One curve of test loss against width.
    struct Curve {
        let network: Network
        let loss: Loss
        let examples: Int
        let outputs: Int

        /// The number of parameters at which the paper sees the threshold: n for the log likelihood, n K for squared errors.
        var claimed: Int { Self.claimed(loss, examples: examples, outputs: outputs) }

        static func claimed(_ loss: Loss, examples: Int, outputs: Int) -> Int {
            loss == .negativeLogLikelihood ? examples : examples * outputs
        }
    }

    /// All combinations for the MLP. The CNN, whose wide models are expensive: for the log likelihood those with ten outputs or
    /// 400 examples, for squared errors those whose claimed threshold is at most 1000.
    private var thresholdCurves: [Curve] {
        let (numbers, classes) = isQuick ? ([50, 100], [2, 10]) : ([200, 400, 800], [2, 5, 10])
        return [Network.oneHiddenLayer, .convolutional].flatMap { network in
            Loss.allCases.flatMap { loss in
                numbers.flatMap { examples in
                    classes.map { Curve(network: network, loss: loss, examples: examples, outputs: $0) }
                }
            }
        }
        .filter { curve in
            switch (curve.network, curve.loss) {
            case (.convolutional, .negativeLogLikelihood): curve.outputs == 10 || curve.examples == 400
            case (.convolutional, .meanSquaredError): curve.claimed <= 1000
            default: true
            }
        }
    }

    private var seeds: [Int] { options.seeds(default: isQuick ? [0, 1] : Array(0..<8)) }
    private var usualLength: Int { steps ?? (isQuick ? 100 : 10000) }

    var thresholdRuns: [Configuration] { thresholdCurves.flatMap { runs(.thresholds, $0, length: usualLength, seeds: seeds) } }

    /// One curve for each loss after trainings of other lengths than the thresholds' own.
    var lengthRuns: [Configuration] {
        Loss.allCases.flatMap { loss in
            let curve = Curve(network: .oneHiddenLayer, loss: loss, examples: isQuick ? 50 : 200, outputs: 10)
            return [max(1, usualLength / 2), 2 * usualLength, 6 * usualLength].flatMap { runs(.lengths, curve, length: $0, seeds: seeds) }
        }
    }

    /// The runs of one curve, with widths from a quarter to 3 times the claimed number of parameters.
    private func runs(_ sweep: Sweep, _ curve: Curve, length: Int, seeds: [Int]) -> [Configuration] {
        let widths = curve.network.widths(
            withParameters: curve.claimed / 4...3 * curve.claimed, outputs: curve.outputs)
        let recipe = TrainingRecipe(
            loss: curve.loss, rule: .adamToZero(learningRate: 0.02), isShuffled: false, evaluations: [length])
        return widths.flatMap { width in
            seeds.map { seed in
                let task = LearningTask(
                    dataset: smallDataset(seed: seed), examples: curve.examples, outputs: curve.outputs)
                return Configuration(
                    sweep: sweep, network: curve.network, width: width, task: task, recipe: recipe, seed: UInt32(seed))
            }
        }
    }

    /// 1000 examples to take training examples from, and 4000 to test on.
    func smallDataset(seed: Int) -> MNIST1DConfiguration {
        var dataset = MNIST1DConfiguration()
        dataset.seed += UInt32(seed)
        dataset.samples = isQuick ? 500 : 5000
        dataset.trainSplit = 0.2
        return dataset
    }
}
