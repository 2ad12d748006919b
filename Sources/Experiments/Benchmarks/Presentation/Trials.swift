import Artifact
import Datasets
import NeuralNetworks

typealias BenchmarkRun = FinishedRun<Benchmarks.Configuration, Benchmarks.Outcome>

/// What differs between the runs that are compared.
enum Variation: String, Codable, CaseIterable {
    /// Of the initial weights: the first seed's dataset or permutation for all.
    case weights
    /// Of the dataset, all with the first seed's weights.
    case data
    /// Of the positions, all with the first seed's weights.
    case permutation
    /// Each run has weights and a permutation of its own.
    case weightsAndPermutation

    var title: String {
        switch self {
        case .weights: "initial weights"
        case .data: "dataset"
        case .permutation: "permutation"
        case .weightsAndPermutation: "initial weights and permutation"
        }
    }
}

/// The runs by model, arrangement and what differs between them.
struct Trials {
    private let runs: [BenchmarkRun]
    /// In the order of the runs; the first is the authors'.
    private let seeds: [UInt32]
    /// The seed of the dataset that most runs have, that of the frozen one.
    private let usual: UInt32
    /// Hidden units of Table 1's MLP, and of the notebooks' where that is another one.
    let hidden: Int
    let notebooksHidden: Int?

    init(_ runs: [BenchmarkRun]) {
        self.runs = runs
        let all = Set(runs.filter { $0.configuration.model == .mlp }.map(\.configuration.network.hidden))
        hidden = all.contains(Benchmarks.tableHidden) ? Benchmarks.tableHidden : all.min() ?? Benchmarks.tableHidden
        notebooksHidden = all.subtracting([hidden]).first { $0 == Benchmarks.notebooksHidden }
        usual = runs.first?.configuration.dataset.seed ?? MNIST1DConfiguration().seed
        var seeds: [UInt32] = []
        for run in runs where run.configuration.arrangement == .original && run.configuration.dataset.seed == usual {
            if !seeds.contains(run.configuration.seed) { seeds.append(run.configuration.seed) }
        }
        self.seeds = seeds
    }

    /// One run for each seed that has one.
    ///
    /// - Parameter hidden: of the MLP; nil for Table 1's.
    func callAsFunction(
        _ model: SignalClassifier, _ data: Arrangement.Kind, _ variation: Variation, hidden: Int? = nil
    ) -> [BenchmarkRun] {
        guard let first = seeds.first else { return [] }
        return seeds.compactMap { seed -> BenchmarkRun? in
            let trial: (weights: UInt32, arrangement: Arrangement, dataset: UInt32)? =
                switch (data, variation) {
                case (.original, .weights): (seed, .original, usual)
                case (.original, .data): (first, .original, seed)
                case (.shuffled, .weights): (seed, .shuffled(seed: first), usual)
                case (.shuffled, .permutation): (first, .shuffled(seed: seed), usual)
                case (.shuffled, .weightsAndPermutation): (seed, .shuffled(seed: seed), usual)
                default: nil
                }
            guard let trial else { return nil }
            return run(model, hidden, trial.arrangement, seed: trial.weights, dataset: trial.dataset)
        }
    }

    /// The trials of Table 1: what the paper's statement leaves open differs.
    func callAsFunction(_ model: SignalClassifier, _ data: Arrangement.Kind, hidden: Int? = nil) -> [BenchmarkRun] {
        self(model, data, data == .original ? .weights : .weightsAndPermutation, hidden: hidden)
    }

    /// Those on signals in the order that the dataset's generator draws: initial weights differ.
    func shuffledByDataset(_ model: SignalClassifier) -> [BenchmarkRun] {
        seeds.compactMap { run(model, nil, .shuffledByDataset, seed: $0, dataset: usual) }
    }

    private func run(
        _ model: SignalClassifier, _ hidden: Int?, _ arrangement: Arrangement, seed: UInt32, dataset: UInt32
    ) -> BenchmarkRun? {
        runs.first {
            let own = $0.configuration
            return own.model == model && own.seed == seed && own.arrangement == arrangement && own.dataset.seed == dataset
                && (model != .mlp || own.network.hidden == hidden ?? self.hidden)
        }
    }
}
