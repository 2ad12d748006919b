import Artifact
import Datasets
import ManifoldLearning
import Statistics

extension TSNEStudy {
    static let place = "Figure 10: MNIST and MNIST-1D in the plane"
    static let summary = "Embed MNIST and MNIST-1D in the plane, and measure how well the classes are apart."
    static let details = """
        CLAIM (paper, Figure 10): MNIST falls into well-defined clusters by class, which says that most of its examples \
        are linearly separable; MNIST-1D does not, so nonlinear features matter more for it.

        METHOD: 5000 points of each: MNIST-1D as the models see it, and the images of Data/mnist-subset. t-SNE with \
        openTSNE's defaults: perplexity 30, a start from two principal components, 250 steps with early \
        exaggeration 12 and 500 without. What the eye sees is also a number: how many points have the \
        class that most of their ten nearest neighbours have, in input space and in the plane; and how many classes are \
        well-defined clusters, where nine of ten neighbours in the plane have the class of a point. Seed s makes the MNIST-1D \
        dataset with seed s; the images are always the same. For both it seeds the noise at the start, a hundredth of \
        the spread, which leads to another embedding. The figure shows the first seed.

        FULL MNIST: MNIST_DIR=Data/mnist tsne --data full embeds all 70000 images (make mnist downloads them) and draws them \
        into a folder of their own.

        EXAMPLES:
          tsne --scale quick
          tsne --seeds 1 2 3
        """

    // MARK: What tells runs apart, and what they find

    static let origin = Dimension("data", \Run.title)
    static let divergence = Metric("divergence", "KL divergence", \Run.outcome.divergence)
    static let inPlane = accuracy("plane", "10-NN accuracy in the plane (%)", \.correctInPlane)
    static let inInput = accuracy("input", "10-NN accuracy in input space (%)", \.correctInInput)

    private static func accuracy(_ name: String, _ title: String, _ correct: @escaping @Sendable (Outcome) -> Int) -> Metric<Run> {
        Metric(name, title) { 100 * Double(correct($0.outcome)) / Double($0.configuration.points) }
    }

    static let digit = Along("digit", "Digit")
    /// NaN of a class without points.
    static let purity = Metric("purity", "Neighbours in the plane of the same class (%)", along: digit, purities, x: \.digit, y: \.percent)

    @Sendable private static func purities(_ run: Run) -> [(digit: Int, percent: Double)] {
        run.outcome.sameInPlane.enumerated().map { digit, same in
            let points = run.outcome.labels.count { $0 == digit }
            return (digit, 100 * Double(same) / Double(points * run.configuration.voters))
        }
    }

    /// A class is a well-defined cluster where nine of ten neighbours of its points have it too.
    static let wellDefined = 90.0
    static let clusters = Metric("clusters", "Well-defined clusters") { run in
        Double(purities(run).count { $0.percent >= wellDefined })
    }

    // MARK: Figure, tables and claims

    func report() throws -> Report<Self> {
        let isFull = data == .full
        let location = try isPapers() ? " (paper, Figure 10)" : ""
        let accuracies = Summaries(
            Self.divergence, by: [Self.origin],
            columns: [
                .property("points", \.configuration.points), .property("dimensions", \.outcome.dimensions), .count("runs"),
                .numbers(["input", "inputLower", "inputUpper"]) { try Self.interval(Self.inInput, $0.elements) },
                .numbers(["plane", "planeLower", "planeUpper"]) { try Self.interval(Self.inPlane, $0.elements) },
                .number("inputDeviation") { Summary(try Self.inInput.values($0.elements)).deviation },
                .number("planeDeviation") { Summary(try Self.inPlane.values($0.elements)).deviation },
                .numbers(["divergence", "divergenceDeviation"]) { [$0.summary.mean, $0.summary.deviation] },
            ])
        return Report(sweeping: [Self.inPlane, Self.inInput]) {
            Part.figure(
                isFull ? "tsne" : "figure10",
                caption:
                    "\(isFull ? "All 70000 images of MNIST" : "MNIST and MNIST-1D") embedded in the plane by t-SNE, coloured by class\(isFull ? "" : location). A number stands in the middle of its class or, where that is among other classes, where the class is most by itself.",
                rows: { runs in
                    runs.filter { $0.configuration.embedding.seed == runs[0].configuration.embedding.seed }.flatMap(PointRow.rows)
                }, figure: PointRow.figure)
            Part.table(
                "neighbors",
                caption:
                    "Accuracy of a vote of the ten nearest neighbours, in the input space and in the plane\(isFull ? ", on all 70000 images of MNIST" : ""). Brackets are 90 % intervals.",
                accuracies, Self.accuracyTable)
            Part.table(
                "clusters",
                caption: "How many of the ten nearest neighbours in the plane have the class of a point, by class: means over seeds.",
                Summaries(Self.purity, by: [Self.origin], columns: [.count("seeds"), .mean, .deviation]),
                Pivot(
                    "Neighbours of the same class (%)", rows: Self.digit, columns: Self.origin, lines: [.deviation(decimals: 1)],
                    footers: [
                        .init("Classes with at least 90 %") { records in
                            "\(records.count { ($0.number("mean") ?? 0) >= Self.wellDefined })"
                        }
                    ]))
            Part.claims(claims)
        }
    }

    /// The mean over seeds with Wilson's 95 % interval of one run's points: more runs over the same images would not narrow it.
    private static func interval(_ accuracy: Metric<Run>, _ runs: [Run]) throws -> [Double?] {
        let (mean, points) = (Summary(try accuracy.values(runs)).mean, runs[0].configuration.points)
        let estimate = Estimate(percent: part(mean, of: points))
        return [mean, estimate.lower, estimate.upper]
    }

    private static func part(_ percent: Double, of points: Int) -> Proportion {
        Proportion(Int((percent / 100 * Double(points)).rounded()), of: points)
    }

    /// A column for each kind of data.
    private static func accuracyTable(_ rows: [Record]) -> PrintedTable {
        var table = PrintedTable(header: ["10-NN accuracy (%)"] + rows.map { $0["data"] })
        func append(_ name: String, _ text: (Record) -> String) { table.append([name] + rows.map(text)) }
        func right(_ row: Record, _ name: String) -> Estimate {
            Estimate(printedPercent: part(row.number(name) ?? 0, of: Int(row.number("points") ?? 1)))
        }
        func number(_ value: Double?) -> String { value.map { fixed($0, decimals: 1) } ?? "–" }
        append("Points × dimensions") { "\($0["points"]) × \($0["dimensions"])" }
        append("Input space") { right($0, "input").text(decimals: 1) }
        append("Input space, deviation between seeds") { number($0.number("inputDeviation")) }
        append("Embedding") { right($0, "plane").text(decimals: 1) }
        append("Embedding, deviation between seeds") { number($0.number("planeDeviation")) }
        append("KL divergence of the embedding") { row in
            fixed(row.number("divergence") ?? .nan, decimals: 3)
                + (row.number("divergenceDeviation").map { " ± \(fixed($0, decimals: 3))" } ?? "")
        }
        append("Seeds") { $0["runs"] }
        return table
    }

    /// What Appendix A says about the two embeddings. The paper's MNIST is the full set; ours may also be the subset.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func claim(
            _ id: String, _ tier: Claim.Tier, quote: String, _ name: String, paper: String, _ source: Source, _ rule: Rule, because: String,
            over: String
        ) throws -> Claim {
            Claim(
                id, tier, at: "Appendix A", quote: quote,
                statement: "\(name) in the plane: classes of which nine of ten neighbours have the class too", paper: paper, rule: rule,
                because: "\(because); what a well-defined cluster is, is ours", decided: "2026-11-30", over: over,
                evidence: try Self.clusters.evidence(runs.filter { $0.configuration.source == source }, untested: "no such embedding"))
        }
        func ofImages(_ id: String, _ tier: Claim.Tier, _ name: String, _ source: Source) throws -> Claim {
            try claim(
                id, tier, quote: "We observe ten well-defined clusters in the MNIST dataset", name, paper: "ten", source, .atLeast(9.5),
                because: "ten of ten classes", over: "seeds (start of the embedding)")
        }
        if data == .full { return [try ofImages("clusters-mnist", .primary, "MNIST", .folder)] }
        return [
            try ofImages("clusters-mnist-subset", .derived, "5000 images of MNIST", .subset),
            try claim(
                "clusters-mnist1d", .primary, quote: "we observe few well-defined clusters in the MNIST-1D dataset", "MNIST-1D",
                paper: "few", .signals, .atMost(5), because: "few are at most half of ten", over: "seeds (dataset, start of the embedding)"),
        ]
    }

    // MARK: Parameters

    static let aliases = [("signals", "dataset")]

    static let parameters =
        [
            RunParameter("source", .derived("--data"), "Where the points come from"),
            RunParameter("points", .whole(10...1_000_000), "The first so many are embedded"),
            RunParameter("voters", .whole(1...1000), "Neighbours that say what the class of a point is"),
        ] + RunParameter.at("embedding", RunParameter.embedding) + RunParameter.dataset()
}

extension FinishedRun<TSNEStudy.Configuration, TSNEStudy.Outcome> {
    /// The name of the data, and its numbers of training and test examples.
    var title: String {
        let counts = (outcome.trainCount, outcome.testCount)
        let name =
            switch configuration.source {
            case .signals: "MNIST-1D"
            case .subset: "Subset of MNIST"
            case .folder: counts == (60000, 10000) ? "Full MNIST" : "MNIST"
            }
        let all = "\(name), \(counts.0) + \(counts.1)"
        return configuration.points < counts.0 + counts.1 ? "\(all); the first \(configuration.points)" : all
    }
}
