import Artifact
import Plotting
import Statistics
import Training

extension MetalearnActivation {
    typealias Run = FinishedRun<Configuration, Outcome>

    func render(_ runs: [Run], into figures: FigureFolder) throws {
        let learned = runs.filter { $0.configuration.task == .learn }
        let baselines = runs.filter { $0.configuration.task == .baseline }
        let converged = runs.filter { $0.configuration.task == .converge }
        try figures.draw("figure6-activation", rows: Self.figureRows(learned[0], baselines), figure: Self.figure)
        try figures.draw(
            "activation-seeds", rows: Self.seedsRows(learned, converged), figure: Self.seedsFigure)
        try figures.tabulate("activation-accuracy", rows: Self.accuracyRows(converged)) { rows in
            var table = PrintedTable(header: ["activation", "step", "test accuracy (%)", "learned minus this one"])
            for row in rows {
                let difference =
                    row.activation == Self.learnedName(learned[0].configuration.seed)
                    ? "" : Self.interval(row.difference, row.differenceLow, row.differenceHigh)
                table.append([
                    row.activation, "\(row.step)", "\(fixed(row.mean, decimals: 1)) ± \(fixed(row.standardDeviation, decimals: 1))",
                    difference,
                ])
            }
            return table
        }
        try figures.write("activation-outer-steps", rows: Self.outerRows(learned))
        try figures.write("activation-piecewise", rows: Self.pieceRows(learned))
    }

    static func learnedName(_ seed: Int) -> String { "learned, seed \(seed)" }

    private static func name(_ configuration: Configuration) -> String {
        configuration.activation?.rawValue ?? learnedName(configuration.learnedFrom ?? configuration.seed)
    }

    private static func interval(_ middle: Double, _ low: Double, _ high: Double) -> String {
        "\(fixed(middle, decimals: 1)) (\(fixed(low, decimals: 1)) to \(fixed(high, decimals: 1)))"
    }

    // MARK: Figure 6

    private static func figureRows(_ learned: Run, _ baselines: [Run]) -> [FigureRow] {
        let steps = learned.outcome.outerSteps ?? []
        let objective = steps.enumerated().map {
            FigureRow(panel: "objective", series: "learned", outerStep: $0, value: $1.meanLoss)
        }
        let accuracy = steps.enumerated().map {
            FigureRow(panel: "accuracy", series: "learned", outerStep: $0, value: $1.testAccuracy)
        }
        let designed = baselines.map {
            FigureRow(
                panel: "accuracy", series: name($0.configuration), outerStep: nil,
                value: $0.outcome.accuracies?.last?.percent ?? .nan)
        }
        let shapes = (learned.outcome.shapes ?? []).flatMap { shape in
            zip(LearnedShape.points, shape.values).map {
                FigureRow(
                    panel: "shape", series: "learned", outerStep: shape.outerStep, x: Double($0), value: Double($1))
            }
        }
        return objective + accuracy + designed + shapes
    }

    private static func figure(_ rows: [FigureRow]) -> Figure {
        let last = rows.compactMap(\.outerStep).max() ?? 0
        let accuracy = rows.filter { $0.panel == "accuracy" && $0.outerStep != nil }
        let designed = rows.filter { $0.panel == "accuracy" && $0.outerStep == nil }
        let shapes = rows.filter { $0.panel == "shape" }
        return Figure(width: .double, height: 60, columnWeights: [1, 1, 1], series: ["learned"]) {
            Plot(x: .linear("Outer step"), y: .linear("Mean training loss"), legend: .none) {
                Line(
                    rows.filter { $0.panel == "objective" }, x: { $0.outerStep ?? 0 }, y: \.value, series: \.series)
            }
            Plot(x: .linear("Outer step"), y: .linear("Test accuracy (%)"), legend: .direct) {
                for row in designed {
                    Line(x: [0, last], y: [row.value, row.value], series: row.series)
                }
                Line(accuracy, x: { $0.outerStep ?? 0 }, y: \.value, series: \.series)
            }
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), color: .linear("Outer step"), legend: .none) {
                Line(shapes, x: { $0.x ?? 0 }, y: \.value, color: { Double($0.outerStep ?? 0) }, width: 0.7)
            }
        }
    }

    // MARK: Beyond the paper

    private static func groups(_ converged: [Run]) -> [(name: String, runs: [Run])] {
        var names: [String] = []
        for run in converged where !names.contains(name(run.configuration)) { names.append(name(run.configuration)) }
        return names.map { name in (name, converged.filter { Self.name($0.configuration) == name }) }
    }

    private static func accuracies(_ runs: [Run], at step: Int) -> [Double] {
        runs.compactMap { run in run.outcome.accuracies?.first { $0.step == step }?.percent }
    }

    private static func seedsRows(_ learned: [Run], _ converged: [Run]) -> [SeedsRow] {
        let shapes = learned.flatMap { run in
            zip(LearnedShape.points, run.outcome.shapes?.last?.values ?? []).map {
                SeedsRow(
                    panel: "shape", series: learnedName(run.configuration.seed), x: Double($0), value: Double($1))
            }
        }
        let curves = groups(converged).flatMap { name, runs in
            (runs[0].outcome.accuracies ?? []).map { accuracy in
                let summary = Summary(accuracies(runs, at: accuracy.step))
                let interval = summary.confidenceInterval()
                return SeedsRow(
                    panel: "accuracy", series: name, step: accuracy.step, value: summary.mean, low: interval.lower,
                    high: interval.upper)
            }
        }
        return shapes + curves
    }

    private static func seedsFigure(_ rows: [SeedsRow]) -> Figure {
        let accuracy = rows.filter { $0.panel == "accuracy" }
        let last = accuracy.compactMap(\.step).max() ?? 0
        let final = accuracy.filter { $0.step == last }.sorted { $0.value > $1.value }
        return Figure(width: .double, height: 60, columnWeights: [1, 1.1, 1.1]) {
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), legend: .inside) {
                Line(rows.filter { $0.panel == "shape" }, x: { $0.x ?? 0 }, y: \.value, series: \.series)
            }
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)"), legend: .none) {
                Line(accuracy, x: { $0.step ?? 0 }, y: \.value, series: \.series)
            }
            Plot(x: .linear("Test accuracy (%) after \(last) steps"), y: .band(order: final.map(\.series).reversed()), legend: .none) {
                for row in final {
                    Line(x: [row.low ?? .nan, row.high ?? .nan], y: [row.series, row.series], series: row.series, dash: [])
                }
                Dot(final, x: \.value, y: \.series, series: \.series)
            }
        }
    }

    private static func accuracyRows(_ converged: [Run]) -> [AccuracyRow] {
        let groups = groups(converged)
        guard let reference = groups.first(where: { $0.runs[0].configuration.learnedFrom != nil }) else { return [] }
        let innerSteps = converged[0].configuration.innerSteps
        let last = converged[0].configuration.steps ?? innerSteps
        return [innerSteps, last].flatMap { step in
            groups.map { name, runs in
                let values = accuracies(runs, at: step)
                let summary = Summary(values)
                let interval = summary.confidenceInterval()
                // Same initial weights, hence pairs.
                let difference = Summary(zip(accuracies(reference.runs, at: step), values).map { $0 - $1 })
                let differenceInterval = difference.confidenceInterval()
                return AccuracyRow(
                    activation: name, step: step, count: values.count, mean: summary.mean,
                    standardDeviation: summary.standardDeviation, low: interval.lower, high: interval.upper,
                    difference: difference.mean, differenceLow: differenceInterval.lower,
                    differenceHigh: differenceInterval.upper)
            }
        }
    }

    struct OuterRow: Codable {
        var seed: Int
        var outerStep: Int
        var meanLoss: Double
        var finalLoss: Double
        var squaredGradient: Double
        var testAccuracy: Double
    }

    private static func outerRows(_ learned: [Run]) -> [OuterRow] {
        learned.flatMap { run in
            (run.outcome.outerSteps ?? []).enumerated().map { index, step in
                OuterRow(
                    seed: run.configuration.seed, outerStep: index, meanLoss: step.meanLoss,
                    finalLoss: Double(step.finalLoss), squaredGradient: step.squaredGradient,
                    testAccuracy: step.testAccuracy)
            }
        }
    }

    private static func pieceRows(_ learned: [Run]) -> [PieceRow] {
        learned.flatMap { run -> [PieceRow] in
            let fit = PiecewiseLinearFit(
                x: LearnedShape.points.map(Double.init),
                y: (run.outcome.shapes?.last?.values ?? []).map(Double.init), knots: (0...20).map { Double($0 - 10) / 2 })
            let slopes = zip(zip(fit.values, fit.values.dropFirst()), zip(fit.knots, fit.knots.dropFirst())).map {
                ($0.1 - $0.0) / ($1.1 - $1.0)
            }
            return fit.knots.indices.map { index in
                PieceRow(
                    seed: run.configuration.seed, knot: fit.knots[index], value: fit.values[index],
                    slope: slopes[min(index, slopes.count - 1)], largestError: fit.largestError)
            }
        }
    }
}
