import Artifact
import Datasets
import NeuralNetworks

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
    private let runs: [Benchmarks.Run]
    /// In the order of the runs; the first is the authors'.
    private let seeds: [UInt32]
    /// The seed of the dataset that most runs have, that of the frozen one.
    private let usual: UInt32
    /// Hidden units of Table 1's MLP, and of the notebooks' where that is another one.
    let hidden: Int
    let notebooksHidden: Int?

    init(_ runs: [Benchmarks.Run]) {
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
    ) -> [Benchmarks.Run] {
        guard let first = seeds.first else { return [] }
        return seeds.compactMap { seed -> Benchmarks.Run? in
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
    func callAsFunction(_ model: SignalClassifier, _ data: Arrangement.Kind, hidden: Int? = nil) -> [Benchmarks.Run] {
        self(model, data, data == .original ? .weights : .weightsAndPermutation, hidden: hidden)
    }

    /// Those on signals in the order that the dataset's generator draws: initial weights differ.
    func shuffledByDataset(_ model: SignalClassifier) -> [Benchmarks.Run] {
        seeds.compactMap { run(model, nil, .shuffledByDataset, seed: $0, dataset: usual) }
    }

    private func run(
        _ model: SignalClassifier, _ hidden: Int?, _ arrangement: Arrangement, seed: UInt32, dataset: UInt32
    ) -> Benchmarks.Run? {
        runs.first {
            let own = $0.configuration
            return own.model == model && own.seed == seed && own.arrangement == arrangement && own.dataset.seed == dataset
                && (model != .mlp || own.network.hidden == hidden ?? self.hidden)
        }
    }
}

/// A run among those that differ from it in one thing.
struct Comparison {
    let run: Benchmarks.Run
    let variation: Variation

    static let data = Dimension("data", \Comparison.run.configuration.arrangement.kind, title: \.title)
    static let model = Dimension("model", \Comparison.run.configuration.model, title: \.title)
    static let variation = Dimension("variation", \Comparison.variation, title: \.title)
    static let best = Metric("best", "Test accuracy, best (%)", \Comparison.run.outcome.bestAccuracy)

    static func all(_ runs: [Benchmarks.Run]) -> [Comparison] {
        let trials = Trials(runs)
        return Arrangement.Kind.allCases.flatMap { data in
            Variation.allCases.flatMap { variation in
                SignalClassifier.allCases.flatMap { model in
                    trials(model, data, variation).map { Comparison(run: $0, variation: variation) }
                }
            }
        }
    }

    /// A line for each kind of data and what differs, a column for each model.
    static func table(_ records: [Record]) -> PrintedTable {
        let models = model.fields(in: records)
        var table = PrintedTable(header: ["What differs", "runs"] + models.map(model.title(of:)))
        for (_, line) in records.grouped(by: { [$0["data"], $0["variation"]] }) {
            table.append(
                ["\(data.title(of: line[0])): \(variation.title(of: line[0]))", line[0]["trials"]]
                    + models.map { name in line.first { $0["model"] == name }?.deviationText(decimals: 1) ?? "–" })
        }
        return table
    }
}
