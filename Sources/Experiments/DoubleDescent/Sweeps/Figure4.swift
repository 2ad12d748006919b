import Datasets
import NeuralNetworks

// The paper's Figure 4, and the search for its protocol, which is in no file of the authors.
extension DoubleDescent {
    /// The authors' widths.
    static func figure4Widths(_ network: Network) -> [Int] {
        network == .convolutional
            ? [5, 10, 20, 25, 30, 33, 35, 37, 39, 40, 42, 45, 47, 50, 53, 55, 60, 65]
            : [10, 20, 30, 40, 50] + Array(stride(from: 70, through: 430, by: 20))
    }

    /// Of the protocols tried, the one whose training losses are nearest to the authors': of the CNN's in the first search, of the MLP's in the
    /// finer one (`ProtocolChoice`).
    static func figure4Recipe(_ network: Network) -> (rule: TrainingRecipe.Rule, weightDecay: Double, steps: Int) {
        network == .convolutional ? (.adam(learningRate: 0.001), 0, 7000) : (.momentum(learningRate: 0.03), 1e-4, 17500)
    }

    /// 10000 training examples and a quarter as many to test on, the dataset's own proportion.
    private func figure4Task(seed: Int) -> LearningTask {
        var dataset = MNIST1DConfiguration()
        dataset.seed += UInt32(seed)
        dataset.samples = 12500
        return LearningTask(dataset: dataset, examples: dataset.trainCount)
    }

    private static let networks = [Network.oneHiddenLayer, .convolutional]

    var figure4Runs: [Configuration] {
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2, 3, 4])
        return Self.networks.flatMap { network in
            let (rule, weightDecay, length) = Self.figure4Recipe(network)
            var recipe = TrainingRecipe(
                loss: .negativeLogLikelihood, rule: rule, isShuffled: true,
                evaluations: [steps ?? (isQuick ? 100 : length)])
            recipe.details.weightDecay = weightDecay
            return Self.figure4Widths(network).filter { !isQuick || [5, 20, 37, 10, 90, 190, 430].contains($0) }.flatMap { width in
                seeds.map { seed in
                    Configuration(
                        sweep: .figure4, network: network, width: width, task: figure4Task(seed: seed), recipe: recipe,
                        seed: UInt32(seed))
                }
            }
        }
    }

    /// The rules that were tried for Figure 4.
    static let triedRules: [TrainingRecipe.Rule] =
        [0.001, 0.002, 0.005, 0.01].map { .adam(learningRate: $0) } + [0.01, 0.03, 0.1].map { .momentum(learningRate: $0) }

    /// The finer grid: rules around the nearest of the first search with batches in a new order each epoch, and one of each kind with batches in
    /// the dataset's order and with weight decay.
    static let fineRecipes: [(rule: TrainingRecipe.Rule, isShuffled: Bool, weightDecay: Double)] = {
        let rules: [TrainingRecipe.Rule] =
            [0.02, 0.03, 0.05].map { .momentum(learningRate: $0) } + [0.003, 0.005, 0.007].map { .adam(learningRate: $0) }
        let middle: [TrainingRecipe.Rule] = [.momentum(learningRate: 0.03), .adam(learningRate: 0.005)]
        return rules.map { ($0, true, 0) } + middle.map { ($0, true, 1e-4) } + middle.map { ($0, false, 0) }
    }()

    /// All of the authors' widths of the MLP, and three seeds; a training is evaluated at all lengths that are tried.
    var fineProtocolRuns: [Configuration] {
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2])
        let lengths = [10000, 12500, 15000, 17500, 20000]
        let last = steps ?? (isQuick ? 50 : lengths.last!)
        let evaluations = (isQuick ? [20] : lengths).filter { $0 < last } + [last]
        return Self.fineRecipes.filter { !isQuick || $0.weightDecay == 1e-4 }.flatMap { rule, isShuffled, weightDecay in
            var recipe = TrainingRecipe(
                loss: .negativeLogLikelihood, rule: rule, isShuffled: isShuffled, evaluations: evaluations)
            recipe.details.weightDecay = weightDecay
            return Self.figure4Widths(.oneHiddenLayer).filter { !isQuick || [10, 90].contains($0) }.flatMap { width in
                seeds.map { seed in
                    Configuration(
                        sweep: .fineProtocols, network: .oneHiddenLayer, width: width, task: figure4Task(seed: seed), recipe: recipe,
                        seed: UInt32(seed))
                }
            }
        }
    }

    /// A part of the authors' widths, and one seed; a training is evaluated at all lengths that are tried.
    var protocolRuns: [Configuration] {
        let seeds = options.seeds(default: [0])
        return Self.networks.flatMap { network in
            let isConvolutional = network == .convolutional
            let lengths = [1000, 2000, 3000, 5000, 7000, 10000] + (isConvolutional ? [] : [15000, 20000])
            let last = steps ?? (isQuick ? 100 : lengths.last!)
            let widths = isConvolutional ? [5, 10, 20, 30, 40, 55] : [10, 30, 50, 90, 150, 190, 230, 310, 430]
            return Self.triedRules.filter { !isQuick || [.adam(learningRate: 0.01), .momentum(learningRate: 0.1)].contains($0) }.flatMap {
                rule in
                let recipe = TrainingRecipe(
                    loss: .negativeLogLikelihood, rule: rule, isShuffled: true,
                    evaluations: (isQuick ? [20, 50] : lengths).filter { $0 < last } + [last])
                return widths.filter { !isQuick || [5, 20, 10, 90].contains($0) }.flatMap { width in
                    seeds.map { seed in
                        Configuration(
                            sweep: .protocols, network: network, width: width, task: figure4Task(seed: seed),
                            recipe: recipe, seed: UInt32(seed))
                    }
                }
            }
        }
    }
}
