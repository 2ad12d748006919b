import Artifact
import Datasets
import NeuralNetworks
import Plotting
import Statistics

extension TrainingSetSize {
    static let place = "Appendix A: the CNN with more examples, beside the human"
    static let summary = "Train the CNN of Table 1 on more and more examples, beside the human."
    static let details = """
        CLAIM (paper, appendix A): part of the human's lead over the CNN is that the CNN sees 4000 examples only. With \
        more it matches the human's accuracy and then exceeds it.

        METHOD: The CNN of Table 1, Adam, learning rate 0.01, batches of 100 in order, twice the 6000 steps of Table 1, so that \
        the largest set is seen about nineteen times. The accuracy is that after all steps, nothing is chosen on test \
        examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s. 5000 test examples. \
        The human gave 383 right answers of 400 (95.8 %, Wilson's 95 % interval 93.3 to 97.3).

        EXAMPLES:
          training-set-size --scale quick
          training-set-size --sizes 500 1000 --seeds 0 1
        """

    // MARK: What tells runs apart, and what they find

    static let subject = Dimension("subject") { (_: Run) in "CNN" }
    static let examples = Dimension("examples", \Run.configuration.examples, axis: .log("Training examples"))
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let trainAccuracy = Metric("trainAccuracy", "Training accuracy, end (%)", \Run.outcome.trainAccuracy)
    static let testAccuracy = Metric("testAccuracy", "Test accuracy, end (%)", \Run.outcome.testAccuracy)

    /// The authors' human: right answers among the distinct ones behind their Figure 8, with 4000 examples to learn from.
    static let human = Proportion(383, of: 400)

    // MARK: Figures and claims

    func report() throws -> Report<Self> {
        let all = try plannedConfigurations()
        // The human has seen the paper's signals, however the CNN is trained.
        let hasHuman = all.allSatisfy { $0.dataset == MNIST1DConfiguration() && $0.file == nil }
        let seeds = Set(all.map(\.seed)).count
        let means = Summaries(Self.testAccuracy, by: [Self.subject, Self.examples], columns: [.estimate])
            .adding(hasHuman ? [["human", "4000"] + Estimate(percent: Self.human).fields] : [])
        return Report(sweeping: [Self.testAccuracy, Self.trainAccuracy]) {
            Part.data(
                "runs", caption: "Accuracies of all runs.",
                Listing([Self.trainAccuracy, Self.testAccuracy], by: [Self.examples, Self.seed]))
            Part.figure(
                "accuracy",
                caption:
                    "The CNN after \(all[0].steps) steps against the number of training examples\(hasHuman ? ", beside the paper's human (Appendix A)" : ""). CNN: means over \(seeds) datasets and initializations with 95 % intervals, on \(all[0].testExamples) test examples.\(hasHuman ? " Human: one person's 400 answers with the 95 % interval." : "")",
                means,
                Curves(
                    x: Self.examples, y: .linear("Test accuracy (%)"), by: Self.subject, spread: .interval, ticks: .values, markers: true,
                    height: 58, isLine: { $0["subject"] == "CNN" }
                ) { rows in Self.acrossThePlot(rows) })
            Part.claims(claims)
        }
    }

    /// The human's accuracy as a line over all numbers of examples.
    @MarkBuilder private static func acrossThePlot(_ rows: [Record]) -> [any Mark] {
        let sizes = rows.filter { $0["subject"] == "CNN" }.compactMap { $0.number("examples") }
        let ends = [sizes.min() ?? 0, sizes.max() ?? 0]
        for human in rows.filter({ $0["subject"] == "human" }).map({ $0.estimate() }) {
            Band(
                ends, x: { $0 }, low: { _ in human.lower }, high: { _ in human.upper }, series: { _ in "human" }, opacity: 0.12)
            Line(x: ends, y: [human.mean, human.mean], series: "human")
        }
    }

    /// What Appendix A says about more training data. The human's uncertainty is part of each comparison.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func claim(_ id: String, _ tier: Claim.Tier, _ examples: Int, paper: String, _ rule: Claim.Rule, because: String) throws
            -> Claim
        {
            let values = try Self.testAccuracy.values(runs.filter { $0.configuration.examples == examples })
            return Claim(
                id, tier, at: "Appendix A",
                quote: "with more examples it can match and eventually exceed the human baseline",
                statement: "CNN with \(examples) training examples above the human", unit: "points", paper: paper,
                rule: rule, because: because, decided: "2026-11-24",
                over: "seeds (dataset, initial weights) against one person's 400 answers",
                evidence: values.isEmpty
                    ? .untested("no CNN was trained on \(examples) examples") : .sampleMinusProportion(values, Self.human))
        }
        return [
            try claim(
                "cnn-more-data", .primary, 64000, paper: "exceed", .greater(than: 0),
                because: "the paper says that the CNN is better in the end; 64000 is the most that we train on"),
            try claim(
                "cnn-same-data", .derived, 4000, paper: "below", .less(than: 0),
                because: "the human is said to outperform the CNN with the 4000 examples of the paper"),
        ]
    }

    // MARK: Parameters and results

    static let parameters =
        [
            RunParameter("examples", .whole(100...1_000_000), "Training examples"), .seed, .steps, .batchSize, .learningRate,
            RunParameter("testExamples", .whole(10...1_000_000), "Test examples"),
        ] + RunParameter.at("network", RunParameter.classifier.filter { !["hidden", "state"].contains($0.path) })
        + [
            RunParameter("network.hidden", .derived("the other experiments' models"), "Of the MLP, which is not trained here"),
            RunParameter("network.state", .derived("the other experiments' models"), "Of the GRU, which is not trained here"),
        ]
        + RunParameter.dataset(
            derived: ["samples": "examples and testExamples", "trainSplit": "examples and testExamples", "seed": "seed"])
        + RunParameter.file

    static func training(of configuration: Configuration) -> (row: String, steps: Int)? { ("cnn-25", configuration.steps) }
}
