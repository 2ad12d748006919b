import Artifact
import Datasets
import Training

extension MNISTBenchmarks {
    static let place = "The MNIST row of Table 1"
    static let summary = "Train the classifiers of Table 1, and standard ones of images, on MNIST."
    static let details = """
        CLAIM (paper, Table 1): on MNIST a logistic model reaches a test accuracy of 94 ± 0.5 %. A fully connected, a \
        convolutional and a recurrent model and a human all reach more than 99 %. So MNIST hardly tells them apart, \
        although its examples of 784 points are 20 times larger than those of MNIST-1D.

        METHOD: Points standardised with MNIST's mean and deviation, 0.1307 and 0.3081. The paper gives neither sizes nor \
        settings of its models on MNIST, so there are two sets. Standard models, which the verdicts are on: an MLP with \
        two hidden layers of 512 and dropout of 0.5 after each, LeNet (20 and 50 channels of 5 x 5, max pooling, 500 hidden units), \
        and a GRU over the rows with 128 units in each direction. The models of MNIST-1D: the MLP with 500 hidden units, the \
        CNN over both axes (32 channels, kernels of 5, 3 and 3 a side), the GRU with 32 units. Logistic regression is the same in \
        both. Adam, learning rate falling from 0.002 to 0, batches of 100 in order; on the full set 20 epochs, LeNet and the \
        GRU of 128 units 6; on the subset 50 and 20; 21 evaluations. A seed covers the initial weights and what dropout \
        drops. "Best" is the checkpoint with the highest test accuracy, the paper's "early stopping for model selection", chosen \
        on test examples; "last" is that after all steps. The subset has as many examples as MNIST-1D: 4000 to train on, 1000 \
        to test on. --settings trains the models of MNIST-1D as the authors' files train them on MNIST-1D: Adam at 0.01 for 8000 steps, \
        an MLP with 256 hidden units and one with 100, points from 0 to 1 and standardised; the table has best and last checkpoints after \
        6000 and 8000 steps, and accuracies on the training examples.

        EXAMPLES:
          mnist-benchmarks --scale quick
          MNIST_DIR=Data/mnist mnist-benchmarks --data full
          MNIST_DIR=Data/mnist mnist-benchmarks --data full --settings
          mnist-benchmarks --models cnn --width 8
        """

    // MARK: What tells runs apart, and what they find

    static let model = Dimension("model", \Run.configuration.model)
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let trainLoss = Metric("trainLoss", "Training loss", along: .steps, \Run.outcome.history, x: \.step, y: \.trainLoss)
    static let trainAccuracy = Metric(
        "trainAccuracy", "Training accuracy (%)", along: .steps, \Run.outcome.history, x: \.step, y: \.trainAccuracy)
    static let testLoss = Metric("testLoss", "Test loss", along: .steps, \Run.outcome.history, x: \.step, y: \.testLoss)
    static let testAccuracy = Metric(
        "testAccuracy", "Test accuracy (%)", along: .steps, \Run.outcome.history, x: \.step, y: \.testAccuracy)
    /// Of the checkpoint with the highest.
    static let best = Metric("best", "Test accuracy, best (%)") { (run: Run) in run.outcome.accuracy(.best) }

    // MARK: Tables and claims

    func report() throws -> Report<Self> {
        let isFull = data == .full
        let factors: [any Factor<Run>] =
            settings ? [SettingReading.pixels, Self.model, SettingReading.runWidth, Self.seed] : [Self.model, Self.seed]
        return try Report(sweeping: [Self.testAccuracy.last, Self.trainAccuracy.last]) {
            Part.data(
                "histories", caption: "Losses and accuracies of all runs while they train.",
                Listing([Self.trainLoss, Self.trainAccuracy, Self.testLoss, Self.testAccuracy], by: factors))
            if settings {
                try settingsTable()
            } else {
                try accuracyTable()
                // The paper's row is about MNIST, not about a twelfth of it.
                if isFull { Part.claims(claims) }
            }
        }
    }

    private func accuracyTable() throws -> Part<Run> {
        // The paper does not say what settings it has; ours take their place.
        let isUsual = try plannedConfigurations().allSatisfy(papers(at: options.scale))
        let papers = isUsual ? try publishedRecords("table-1.csv", numbers: ["mean", "tolerance"]).filter { $0["data"] == "mnist" } : []
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        let accuracies = Summaries(
            Reading.accuracy, by: [Reading.family, Reading.model, Reading.checkpoint],
            columns: [
                .property("trainExamples", \.run.outcome.trainExamples), .property("testExamples", \.run.outcome.testExamples),
                .property("parameters", \.run.outcome.parameters), .mean, .deviation, .count("seeds"),
                .property("isLowerBound") { _ in false },
            ]
        ).adding(
            papers.map { paper in
                ["paper", paper["model"], "best", "", "", "", text(paper.number("mean")), text(paper.number("tolerance")), ""]
                    + [paper["isLowerBound"]]
            }
        ).of(Reading.all)
        return .table(
            "accuracy",
            caption: data == .full
                ? "Test accuracies on the full MNIST, the first row of the paper's Table 1: ours as mean ± standard deviation over seeds. The verdicts are on the standard models; the paper does not describe its own."
                : "Test accuracies on a subset of MNIST that has as many examples as MNIST-1D.",
            accuracies, Reading.table)
    }

    /// The row of MNIST in Table 1, on the full set, by the models that a reader would call standard; the others are extensions.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func claim(
            _ id: String, _ tier: Claim.Tier, _ model: ImageClassifier, _ name: String, quote: String, paper: String, _ rule: Claim.Rule,
            because: String
        ) throws -> Claim {
            Claim(
                id, tier, at: "Table 1", quote: quote, statement: "\(name), MNIST: test accuracy of the best checkpoint", unit: "%",
                paper: paper, rule: rule, because: because, decided: "2026-11-26", over: "seeds (initial weights)", decimals: 2,
                evidence: try Self.best.evidence(runs.filter { $0.configuration.model == model }, untested: "no such model was trained"))
        }
        let bound = "the paper prints this bound; it does not describe its models of MNIST, so standard ones take their place"
        let small = "the paper prints this bound, and may have meant the models that it describes, those of MNIST-1D"
        func above(_ id: String, _ tier: Claim.Tier, _ model: ImageClassifier, _ name: String) throws -> Claim {
            try claim(
                id, tier, model, name, quote: tier == .extension ? "" : "> 99", paper: "> 99", .atLeast(99),
                because: tier == .extension ? small : bound)
        }
        return [
            try claim(
                "mnist-logistic", .primary, .logistic, "Logistic regression", quote: "94± 0.5", paper: "94 ± 0.5",
                .equivalence(to: 94, margin: 0.5), because: "the paper prints the value with this tolerance"),
            try above("mnist-mlp", .primary, .standardMLP, "MLP with dropout, two layers of 512"),
            try above("mnist-cnn", .primary, .standardCNN, "LeNet"),
            try above("mnist-gru", .primary, .standardGRU, "GRU, 128 units in each direction"),
            try above("mnist-mlp-small", .extension, .mlp, "The MLP of MNIST-1D with 500 units"),
            try above("mnist-cnn-small", .extension, .cnn, "The CNN of MNIST-1D with 32 channels"),
            try above("mnist-gru-small", .extension, .gru, "The GRU of MNIST-1D with 32 units"),
        ]
    }

    // MARK: Parameters and results

    static let parameters =
        [
            RunParameter("model", ImageClassifier.self, "The classifier"), .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
            RunParameter("width", .whole(0...10_000), "Hidden units of MLPs, GRUs and standard-cnn, channels of cnn"),
            RunParameter("network.dropout", .number(0...0.9999), "Part of the hidden units of standard-mlp that is dropped"),
            RunParameter("schedule.end", .number(0...1), "Part of the learning rate that is left after the last step"),
            RunParameter("pixels", PixelScale.self, "Scale of the points of images"),
            RunParameter("data", .derived("--data"), "The images"),
        ]
}

extension MNISTBenchmarks.Outcome {
    /// The test accuracy of a checkpoint, in percent.
    func accuracy(_ checkpoint: Checkpoint) -> Double {
        checkpoint == .best ? history.map(\.testAccuracy).max()! : history.last!.testAccuracy
    }
}
