import Artifact
import Plotting
import Training

extension MetalearnActivation {
    static let place = "Figure 6: an activation function, learned by gradients through training"
    static let summary = "Learn an activation function by differentiating through training (Figure 6)."
    static let details = """
        CLAIM (paper, Figure 6): starting as ELU, exact meta gradients through 301 training steps find an activation that \
        clearly outperforms ReLU, ELU, Swish and others on MNIST-1D. The authors' notebook ends at a mean training loss \
        of 0.884 and a test accuracy of 68.4 % after 301 outer steps. The paper shows 200 of them.

        METHOD: A network 40-128-10, 301 steps of RMSprop on batches of 100 in order, with noise in every hidden unit. Its \
        activation is ELU and a fifth of a network with 100 tanh units. The outer loop takes 301 steps of gradient descent \
        on the mean of the last 200 training losses. Seed 0 is the authors' run. Beyond the paper: the whole from other \
        seeds, and training ten times longer from fresh initial weights.

        EXAMPLES:
          metalearn-activation --scale quick
          metalearn-activation --seeds 0 1 2 3 4
        """

    // MARK: What tells numbers apart, and what runs find

    static let activation = Dimension("activation", \Shown.activation)
    static let panel = Dimension("panel", \Shown.panel)
    static let seed = Dimension("seed", \Shown.seed)
    static let x = Dimension("x", \Shown.x)
    static let step = Dimension("step", \Shown.step)
    static let outerStep = Dimension("outerStep", \Shown.outerStep)
    static let value = Metric("value", "Value", \Shown.value)

    static let accuracy = Metric(
        "testAccuracy", "Test accuracy (%)", along: .steps,
        { (run: Run) -> [Accuracy] in
            if case .trained(let trained) = run.outcome { trained.accuracies } else { [] }
        }, x: \.step, y: \.percent)
    static let objective = Metric(
        "meanLoss", "Mean training loss", along: outerSteps,
        { (run: Run) -> [OuterStep] in
            if case .learned(let learned) = run.outcome { Array(learned.outerSteps.enumerated()) } else { [] }
        }, x: { (step: OuterStep) in step.offset }, y: { (step: OuterStep) in step.element.meanLoss })

    typealias OuterStep = EnumeratedSequence<[ActivationMetalearning.OuterStep]>.Element
    static let outerSteps = Along("outerStep", "Outer step")

    /// Of each outer step of a metalearning.
    private static func ofStep(_ name: String, _ value: @escaping @Sendable (ActivationMetalearning.OuterStep) -> Double)
        -> Metric<Results.Learning>
    {
        Metric(
            name, name, along: outerSteps, { learning -> [OuterStep] in Array(learning.outcome.outerSteps.enumerated()) },
            x: { (step: OuterStep) in step.offset }, y: { (step: OuterStep) in value(step.element) })
    }

    typealias Knot = (position: Double, value: Double)

    /// Of each knot of a learned activation's piecewise linear form. The slope is that of the piece right of the knot; the last knot has
    /// that of the piece left of it.
    private static func ofKnot(_ name: String, _ value: @escaping @Sendable (Pieces, Int) -> Double) -> Metric<Results.Learning> {
        Metric(
            name, name, along: Along("knot", "Knot"),
            { learning -> [Knot] in
                let pieces = learning.outcome.pieces
                return pieces.knots.indices.map { (pieces.knots[$0], value(pieces, $0)) }
            }, x: { (knot: Knot) in knot.position }, y: { (knot: Knot) in knot.value })
    }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let metalearnings = try plannedConfigurations().compactMap { if case .learn(let metalearning) = $0 { metalearning } else { nil } }
        let (seeds, innerSteps) = (metalearnings.count, metalearnings[0].innerSteps)
        let isPapers = try papers(ignoring: ["learn.outerSteps"])(.learn(metalearnings[0]))
        let notebook = Published<Shown>(
            "\(options.package)/Data/published/metalearn-activation-notebook.csv", "value", isShown: isPapers, holds: { _ in true })
        let authors =
            isPapers
            ? " Faint: the authors' notebook; over the shapes, their piecewise-linear fit. The paper shows the first \(Self.outerStepsInPaper) outer steps."
            : ""
        let learnedSeed = Dimension<Results.Learning, UInt32>("seed") { $0.seed }
        return Report(sweeping: [Self.objective, Self.accuracy.last]) {
            Part.figure(
                "figure6",
                caption:
                    "An activation function while it is learned, beside activations designed by hand\(isPapers ? " (paper, Figure 6)" : ""). a: mean of the last training losses, b: test accuracy, against outer steps; c: the shape of the function.\(authors)",
                Summaries(
                    Self.value, by: [Self.panel, Self.activation, Self.outerStep, Self.x],
                    columns: [.number("value") { $0.summary.mean }, .published(notebook)]
                ).of(Shown.figure6), Self.figure6)
            Part.figure(
                "seeds",
                caption:
                    "The whole metalearning from \(seeds) seeds. a: the shapes it finds. b, c: test accuracy in longer training from fresh initial weights, means. Bars are 95 % intervals: for the learned activation over metalearnings, for the others over initial weights.",
                Summaries(
                    Self.value, by: [Self.panel, Self.activation, Self.seed, Self.x, Self.step],
                    columns: [.numbers(["value", "lower", "upper"]) { [$0.summary.mean, $0.summary.lower, $0.summary.upper] }]
                ).of(Shown.seeds), Self.seedsFigure)
            Part.table(
                "accuracy",
                caption:
                    "Test accuracy with fresh initial weights, after as many steps as the activation was learned for and after ten times as many. Mean ± standard deviation: for the learned activation over \(seeds) metalearnings, for the others over initial weights. The difference has its 90 % interval over metalearnings.",
                Summaries(
                    Self.value, by: [Self.activation, Self.step],
                    columns: [
                        .count("trials"), .mean, .deviation, .numbers(["lower", "upper"]) { [$0.summary.lower, $0.summary.upper] },
                        .numbers(["difference", "differenceLower", "differenceUpper"]) { cell in
                            let lead = cell.elements[0].lead
                            return [lead?.mean, lead?.lower, lead?.upper]
                        },
                    ]
                ).of { Shown.accuracies($0, innerSteps: innerSteps) },
                columns: [
                    "activation": { DesignedActivation(rawValue: $0["activation"])?.title ?? $0["activation"] },
                    "step": { $0["step"] }, "test accuracy (%)": { $0.deviationText(decimals: 1) },
                    "learned minus this one": { $0["difference"].isEmpty ? "" : $0.estimate("difference").printed(over: seeds).text(decimals: 1) },
                ])
            Part.data(
                "runs", caption: "Test accuracies of all trainings from fresh initial weights.",
                Listing(
                    [Metric("testAccuracy", "Test accuracy (%)", \Shown.value)],
                    by: [
                        Self.activation, Dimension("learnedSeed", \Shown.seed), Dimension("seed", \Shown.weights), Self.step,
                    ]
                ).of { Shown.trainings($0, innerSteps: innerSteps) })
            Part.data(
                "outer-steps", caption: "Every outer step of every metalearning.",
                Listing(
                    [
                        Self.ofStep("meanLoss", \.meanLoss), Self.ofStep("finalLoss") { Double($0.finalLoss) },
                        Self.ofStep("squaredGradient", \.squaredGradient), Self.ofStep("testAccuracy", \.testAccuracy),
                    ], by: [learnedSeed]
                ).of { Results($0).learned })
            Part.data(
                "pieces", caption: "The learned activations as straight lines between knots.",
                Listing(
                    [
                        Self.ofKnot("value") { pieces, knot in pieces.values[knot] },
                        Self.ofKnot("slope") { pieces, knot in
                            let left = min(knot, pieces.knots.count - 2)
                            return (pieces.values[left + 1] - pieces.values[left]) / (pieces.knots[left + 1] - pieces.knots[left])
                        },
                        // On -5...5.
                        Self.ofKnot("largestError") { pieces, _ in pieces.largestError },
                    ], by: [learnedSeed]
                ).of { Results($0).learned })
            Part.claims { claims($0, innerSteps: innerSteps) }
        }
    }

    /// The outer steps that the paper's figure shows; the notebook went on to 301.
    private static let outerStepsInPaper = 200

    private static func figure6(_ rows: [Record]) -> Figure {
        func part(_ panel: String) -> [Record] { rows.filter { $0["panel"] == panel } }
        let (objective, shapes) = (part("objective"), part("shape"))
        let accuracy = part("accuracy").filter { !$0["outerStep"].isEmpty }
        let designed = part("accuracy").filter { $0["outerStep"].isEmpty }
        let last = rows.compactMap { $0.number("outerStep") }.max() ?? 0
        let isPublished = objective.contains { $0.number("published") != nil }
        let end = isPublished && last > Double(outerStepsInPaper) ? outerStepsInPaper : nil
        func step(_ row: Record) -> Double? { row.number("outerStep") }
        func value(_ row: Record) -> Double? { row.number("value") }
        func published(_ row: Record) -> Double? { row.number("published") }
        func name(_ row: Record) -> String { row["activation"] }
        return Figure(width: .double, height: 64, columnWeights: [1, 1, 1], series: ["learned"]) {
            Plot(x: .linear("Outer step"), y: .linear("Mean training loss"), legend: .inside) {
                Rule(x: end, label: "the paper's figure ends")
                if isPublished { Line(objective, x: step, y: published, series: name, style: .published) }
                Line(objective, x: step, y: value, series: name)
            }
            Plot(x: .linear("Outer step"), y: .linear("Test accuracy (%)"), legend: .direct) {
                Rule(x: end)
                for row in designed { Line(x: [0, last], y: [value(row), value(row)], series: name(row)) }
                if isPublished { Line(accuracy, x: step, y: published, series: name, style: .published) }
                Line(accuracy, x: step, y: value, series: name)
            }
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), color: .linear("Outer step"), legend: .inside) {
                Line(shapes, x: { $0.number("x") }, y: value, color: { step($0) ?? 0 }, width: 0.7)
                Line(
                    shapes.filter { published($0) != nil }, x: { $0.number("x") }, y: published, series: { _ in "authors' fit" })
            }
        }
    }

    private static func seedsFigure(_ rows: [Record]) -> Figure {
        let accuracy = rows.filter { $0["panel"] == "accuracy" }
        let last = accuracy.compactMap { $0.number("step") }.max() ?? 0
        func value(_ row: Record) -> Double? { row.number("value") }
        func name(_ row: Record) -> String { row["activation"] }
        let final = accuracy.filter { $0.number("step") == last }.sorted { (value($0) ?? 0) > (value($1) ?? 0) }
        return Figure(width: .double, height: 68, columnWeights: [1, 1.1, 1.1], legend: .shared, series: ["learned"]) {
            Plot(x: .linear("x"), y: .linear("Learned f(x)")) {
                for (_, shape) in rows.filter({ $0["panel"] == "shape" }).grouped(by: { $0["seed"] }) {
                    Line(shape, x: { $0.number("x") }, y: value, series: name, width: 0.7)
                }
            }
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)")) {
                Line(accuracy, x: { $0.number("step") }, y: value, series: name)
            }
            Plot(x: .linear("Test accuracy (%) after \(Int(last)) steps"), y: .band(order: final.map(name).reversed())) {
                for row in final {
                    Line(x: [row.number("lower"), row.number("upper")], y: [name(row), name(row)], series: name(row), dash: [])
                }
                Dot(final, x: value, y: name, series: name)
            }
        }
    }

    // MARK: Claims

    /// What the paper says about Figure 6, judged on fresh initial weights after as many steps as the activation was learned for.
    private func claims(_ runs: [Run], innerSteps: Int) -> [Claim] {
        let results = Results(runs)
        let evaluation = results.shownEvaluations(innerSteps: innerSteps).first
        func claim(
            _ id: String, _ tier: Claim.Tier, _ statement: String, _ baselines: [DesignedActivation], paper: String,
            _ rule: Claim.Rule, because: String
        ) -> Claim {
            let values = evaluation.map { results.lead(over: baselines, at: $0) } ?? []
            return Claim(
                id, tier, at: "Section 4.4",
                quote: "our learned activation function substantially outperforms baseline nonlinearities such as ReLU, Elu, and Swish",
                statement: statement, unit: "points", paper: paper, rule: rule, because: because, decided: "2026-11-24",
                over: "metalearnings (all that is random, and initial weights of their own)",
                evidence: values.isEmpty ? .untested("nothing was trained on fresh initial weights") : .sample(values))
        }
        return [
            claim(
                "learned-over-best", .primary, "Test accuracy with the learned activation above that with the best of ReLU, ELU and Swish",
                [.relu, .elu, .swish], paper: "substantially above", .greater(than: 2),
                because: "substantially: more than the tolerance of 2 that the paper prints with accuracies")
        ]
            + DesignedActivation.allCases.map { baseline in
                claim(
                    "learned-over-\(baseline.rawValue)", .derived,
                    "Test accuracy with the learned activation above that with \(baseline.title)", [baseline], paper: "above",
                    .greater(than: 0), because: "the paper says that it is better, and its figure shows how much in one run")
            }
    }

    // MARK: Parameters

    static let aliases = [
        ("converge.learned", "learn"), ("learn.inner", "inner"), ("baseline.inner", "inner"), ("converge.inner", "inner"),
        ("inner.dataset", "dataset"), ("inner.file", "file"),
    ]

    static let parameters =
        [
            RunParameter("learn.seed", .whole(Checks.seeds), "Seed of all that a metalearning draws"),
            RunParameter("learn.outerSteps", .whole(1...100_000), "Outer steps, each of which trains a network once"),
            RunParameter("learn.innerSteps", .whole(1...100_000), "Steps of a training within a metalearning"),
            RunParameter("learn.outer.learningRate", .positive, "Learning rate of the outer loop"),
            RunParameter("inner.training.hidden", .whole(RunParameter.sizes), "Hidden units of the network"),
            RunParameter("inner.training.batchSize", .whole(1...1_000_000), "Examples per step; they fill the training set"),
            RunParameter("inner.training.learningRate", .positive, "RMSprop's learning rate"),
            RunParameter("inner.training.smoothing", .number(0...0.9999), "Part of the mean square that a step of RMSprop keeps"),
            RunParameter("inner.training.noise", .number(0...1e6), "Hidden units have uniform noise over plus and minus this"),
            RunParameter("baseline", DesignedActivation.self, "The activation of a baseline"),
            RunParameter("baseline.steps", .whole(1...100_000), "Steps of a baseline's training"),
            RunParameter("converge.designed", DesignedActivation.self, "The activation of a longer training"),
            RunParameter("converge.seed", .whole(Checks.seeds), "Seed of a longer training"),
            RunParameter("converge.steps", .whole(1...1_000_000), "Steps of a longer training"),
            RunParameter("converge.interval", .whole(1...1_000_000), "Steps between its evaluations, of which its steps are a multiple"),
        ] + RunParameter.dataset() + RunParameter.file
}
