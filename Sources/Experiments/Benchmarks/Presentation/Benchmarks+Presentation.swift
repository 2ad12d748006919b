import Artifact
import Datasets
import NeuralNetworks
import Statistics
import Training

extension Benchmarks {
    static let place = "Table 1, Figures 2 and 8: classifiers on MNIST-1D"
    static let summary = "Train four classifiers on MNIST-1D, original and with shuffled positions."
    static let details = """
        CLAIM (paper, Table 1 and Figures 2 and 8): MNIST-1D separates classifiers by what they assume about \
        their input. A logistic model reaches a test accuracy of 32 ± 1 %, a fully connected one 68 ± 2, a \
        recurrent one 91 ± 2, a convolutional one 94 ± 2, a human 96 ± 1. When all signals have their positions \
        shuffled in the same way, the last three lose their lead: 57 ± 2, 56 ± 2 and about 30 ± 10. The \
        others stay where they are. Human and CNN make their mistakes on the same digits.

        METHOD: Adam, learning rate 0.01, batches of 100 in order, evaluation every 250. Table 1 has 8000 steps and an MLP with two \
        layers of 256, as the authors' train.py says (total_steps, hidden_size); Figure 2 has their notebooks' 6000 steps and 100 \
        units, with which its curve comes out. "Best" is the \
        checkpoint with the highest test accuracy, the first among equals. As in the paper it is chosen on the test \
        examples, so its accuracy is biased upwards. "Last" is the checkpoint after all steps. A seed is that of the initial weights; on \
        shuffled signals each trial also has a permutation of its own. To tell sources of variation apart, runs that \
        differ in one thing alone (initial weights, dataset, permutation) are added. The human's answers are the \
        authors' data: 400 examples, which their files hold as 500 because one quiz of 100 is there twice. Figure 8 \
        is of the CNN after the authors' 3000 steps, on the same examples. The table of settings has all that the authors' files name: 8000 or \
        6000 steps, 256 or 100 units, best or last checkpoint, positions shuffled by a permutation or by the dataset's generator.

        EXAMPLES:
          benchmarks --scale quick
          benchmarks --models mlp cnn --learning-rate 0.003
        """

    /// Training steps of the authors' notebooks, their Figure 2 among them; `train.py` says 8000.
    static let notebookSteps = 6000

    // MARK: What tells runs apart, and what they find

    static let data = Dimension("data", \Run.configuration.arrangement.kind, title: \.title)
    static let model = Dimension("model", \Run.configuration.model, title: \.title)
    /// Hidden units of the MLP.
    static let hidden = Dimension("hidden") { (run: Run) in run.configuration.model == .mlp ? run.configuration.network.hidden : nil }
    /// Of the initial weights.
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let datasetSeed = Dimension("datasetSeed", \Run.configuration.dataset.seed)
    /// Absent for original signals, and for the order that the dataset's generator draws.
    static let permutationSeed = Dimension("permutationSeed", \Run.configuration.arrangement.seed)
    static let trainLoss = curve("trainLoss", "Training loss", \.trainLoss)
    static let trainAccuracy = curve("trainAccuracy", "Training accuracy (%)", \.trainAccuracy)
    static let testLoss = curve("testLoss", "Test loss", \.testLoss)
    static let testAccuracy = curve("testAccuracy", "Test accuracy (%)", \.testAccuracy)
    /// Of the best checkpoint on the test examples.
    static let best = Metric("best", "Test accuracy, best (%)", \Run.outcome.bestAccuracy)

    private static func curve(_ name: String, _ title: String, _ value: @escaping @Sendable (HistoryPoint) -> Double) -> Metric<Run> {
        Metric(name, title, along: .steps, \Run.outcome.history, x: \.step, y: value)
    }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let (isPapers, hasHuman, all) = (try isPapers(), try hasHumansData(), try plannedConfigurations())
        let seeds = Set(all.map(\.seed)).count
        let human = hasHuman ? Human(try publishedRecords("human-answers.csv", numbers: Human.numbers)) : nil
        let papers = try publishedRecords("table-1.csv", numbers: ["mean", "tolerance"])
        return try Report(sweeping: [Self.testAccuracy.last, Self.trainAccuracy.last]) {
            Part.data(
                "histories", caption: "Losses and accuracies of all runs while they train.",
                Listing(
                    [Self.trainLoss, Self.trainAccuracy, Self.testLoss, Self.testAccuracy],
                    by: [Self.data, Self.model, Self.hidden, Self.seed, Self.datasetSeed, Self.permutationSeed]))
            try table1(papers, human, isPapers: isPapers, steps: all[0].steps, seeds: seeds)
            if isPapers { settings(papers) }
            Part.table(
                "variation",
                caption:
                    "Where the spread of the best test accuracies comes from: mean ± standard deviation over runs that differ only in what the row names.",
                Summaries(
                    Comparison.best, by: [Comparison.data, Comparison.model, Comparison.variation],
                    columns: [.count("trials"), .mean, .deviation]
                ).of(Comparison.all), Comparison.table)
            figure2(papers, human, isPapers: isPapers, seeds: seeds)
            // The human has seen the paper's test examples.
            if let human, all.contains(where: { $0.model == .cnn }) {
                mistakes(human)
                answers(human, seed: all[0].seed, step: min(all[0].answersStep, all[0].steps), isPapers: isPapers)
                try figure8(human, all, isPapers: isPapers, seeds: seeds)
                Part.claims { try claims($0, human, papers) }
            }
        }
    }

    /// Whether the signals are the paper's, which the human has seen.
    private func hasHumansData() throws -> Bool {
        try plannedConfigurations().allSatisfy { configuration in
            var paper = MNIST1DConfiguration()
            paper.seed = configuration.dataset.seed
            return configuration.file == nil && configuration.dataset == paper
        }
    }

    // MARK: Parameters and results

    static let parameters =
        [
            RunParameter("model", SignalClassifier.self, "The classifier"),
            RunParameter(
                "arrangement.shuffled.seed", .whole(Checks.seeds), "Seed of the order of positions, of runs on shuffled signals"),
            .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
            RunParameter("answersStep", .whole(Checks.counts), "Step whose answers are kept beside those of the best and the last one"),
        ] + RunParameter.at("network", RunParameter.classifier) + RunParameter.dataset() + RunParameter.file

    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        let isSized = configuration.model != .mlp || configuration.network.hidden == SignalClassifier.Sizes().hidden
        return isSized ? (configuration.model.sizedName, configuration.steps) : nil
    }
}

extension Arrangement.Kind {
    var title: String { self == .original ? "Original" : "Shuffled" }
}

extension Benchmarks.Outcome {
    /// Of the best checkpoint on the test examples.
    var bestAccuracy: Double { history[best].testAccuracy }

    /// The best or the last checkpoint within the first steps. The network before training does not count as a checkpoint.
    func accuracy(_ checkpoint: Checkpoint, steps: Int) -> Double {
        let accuracies = history.filter { $0.step <= steps && $0.step > 0 }.map(\.testAccuracy)
        return checkpoint == .best ? accuracies.max()! : accuracies.last!
    }
}

enum Checkpoint: String, Codable, CaseIterable { case best, last }
