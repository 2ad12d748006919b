import Artifact
import NeuralNetworks
import Plotting
import RandomGenerators
import Statistics
import Training

extension Architectures {
    // MARK: What tells runs apart, and what they find

    static let network = Dimension("network", \Run.configuration.network, title: \.title)
    static let order = Dimension("order", \Run.configuration.order)
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let arm = Dimension("arm") { (run: Run) in arm(run.configuration.network, run.configuration.order) }

    private static func arm(_ network: Network, _ order: Order) -> String { "\(network.rawValue) \(order.rawValue)" }

    static let trainAccuracy = Metric("trainAccuracy", "Training accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.trainAccuracy)
    static let testAccuracy = Metric("testAccuracy", "Test accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.testAccuracy)
    /// The highest of a training, as in Table 1.
    static let best = Metric("bestAccuracy", "Best test accuracy (%)") { (run: Run) in run.outcome.map(\.testAccuracy).max() ?? .nan }
    /// What the order of the points was worth, seed by seed.
    static let lost = best.contrast("lost", "Lost by permuting (points)", across: order, within: seed) {
        try $0[.original] - $0[.permuted]
    }

    /// Something of what the networks of a seed lose.
    private static func compared(
        _ name: String, _ title: String, _ formula: @escaping @Sendable (_ lost: (Network) throws -> Double) throws -> Double
    ) -> Metric<Run> {
        best.contrast(name, title, across: arm, within: seed) { matched in
            try formula { try matched[arm($0, .original)] - matched[arm($0, .permuted)] }
        }
    }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let all = try plannedConfigurations()
        let (steps, seeds) = (all[0].steps, Set(all.map(\.seed)).count)
        func mean(_ name: String, _ order: Order) -> Column<Run> {
            .number(name) { cell in
                Summary(try Self.best.values(cell.elements.filter { $0.configuration.order == order })).mean
            }
        }
        let continuum = Summaries(
            Self.lost, by: [Self.network],
            columns: [
                .count("seeds"), mean("original", .original), mean("permuted", .permuted), .estimate("lost"),
                .property("parameters") { $0.configuration.network.parameterCount },
            ])
        return Report(sweeping: [Self.best, Self.testAccuracy]) {
            Part.data(
                "histories", caption: "Accuracies of all runs while they train.",
                Listing([Self.trainAccuracy, Self.testAccuracy], by: [Self.network, Self.order, Self.seed]))
            Part.data("runs", caption: "Best accuracies of all runs.", Listing([Self.best], by: [Self.network, Self.order, Self.seed]))
            Part.figure(
                "continuum",
                caption:
                    "How much networks lose where the points of all signals are permuted, which takes from them what they know of space: an extension of Table 1. a: best test accuracy of \(steps) steps. b: the difference, seed by seed, with 95 % intervals. Means over \(seeds) initializations and permutations.",
                continuum, Self.figure)
            Part.table(
                "continuum-table", caption: "The same in numbers, with 90 % intervals.", continuum,
                columns: [
                    "Network": { Self.network.title(of: $0["network"]) }, "Parameters": { $0["parameters"] },
                    "Original (%)": { Self.text($0.number("original")) }, "Permuted (%)": { Self.text($0.number("permuted")) },
                    "Lost (points)": { $0.printedEstimate("lost", over: "seeds", decimals: 1) },
                ])
            if Set(all.map(\.network)).count == Network.allCases.count { Part.claims(claims) }
        }
    }

    private static func text(_ value: Double?) -> String { fixed(value ?? .nan, decimals: 1) }

    /// Networks from top to bottom by what they lose.
    private static func figure(_ rows: [Record]) -> Figure {
        let sorted = rows.sorted { ($0.number("lost") ?? 0) < ($1.number("lost") ?? 0) }
        let networks = Axis.band(order: sorted.reversed().map { network.title(of: $0) })
        func name(_ row: Record) -> String { network.title(of: row) }
        return Figure(width: .double, height: 68, columnWeights: [1, 1], sharing: .y, series: ["original", "permuted", "difference"]) {
            Plot(x: .linear("Best test accuracy (%)"), y: networks, legend: .above) {
                for row in sorted {
                    Line(x: [row.number("permuted"), row.number("original")], y: [name(row), name(row)], dash: [])
                }
                for (order, column) in [("original", "original"), ("permuted", "permuted")] {
                    Dot(sorted, x: { $0.number(column) }, y: name, series: { _ in order })
                }
            }
            Plot(x: .linear("Lost by permuting (points)"), y: networks, legend: .none) {
                for row in sorted {
                    let estimate = row.estimate("lost")
                    Line(x: [estimate.lower, estimate.upper], y: [name(row), name(row)], series: "difference", dash: [])
                }
                Dot(sorted, x: { $0.number("lost") }, y: name, series: { _ in "difference" })
            }
        }
    }

    // MARK: Claims

    /// What the paper imagines, and what the architectures let one expect. Decided before any run at the paper's scale; the first form of
    /// `place` had failed at quick scale, and it became a ratio of means.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func claim(
            _ name: String, _ statement: String, unit: String = "points", paper: String = "not said", _ rule: Claim.Rule, because: String,
            _ evidence: Evidence
        ) -> Claim {
            Claim(
                "continuum-\(name)", .extension, at: "Section 4.5",
                quote:
                    "other models with more moderate spatial priors would sit somewhere along the continuum between the MLP and CNN benchmarks",
                statement: statement, unit: unit, paper: paper, rule: rule, because: because, decided: "2026-11-30",
                over: "seeds (initial weights, permutation)", decimals: unit.isEmpty ? 2 : 1, evidence: evidence)
        }
        let others = Network.allCases.filter { ![.logistic, .mlp, .gru, .cnn].contains($0) }
        let beyond = Self.compared("beyond", "others − MLP") { lost in
            try others.reduce(0) { try $0 + lost($1) } / Double(others.count) - lost(.mlp)
        }
        let whole = Self.compared("whole", "CNN − MLP") { lost in try lost(.cnn) - lost(.mlp) }
        let pooled = Self.compared("pooled", "ResNet, TCN, dilated CNN − CNN") { lost in
            try (lost(.resnet) + lost(.tcn) + lost(.dilatedCNN)) / 3 - lost(.cnn)
        }
        let transformer = Self.compared("transformer", "transformer") { lost in try lost(.transformer) }
        return [
            claim(
                "place", "What other networks lose, on the way from the MLP (0) to the CNN (1), on average", unit: "", paper: "between",
                .within(0...1), because: "the paper places them between both", .ratio(try beyond.values(runs), try whole.values(runs))),
            claim(
                "pooled", "ResNet, TCN and dilated CNN lose more than the CNN", .greater(than: 0),
                because: "their scores are those of the mean over all positions, so that they know nothing but neighbourhoods",
                try pooled.evidence(runs)),
            claim(
                "transformer", "What the transformer with positions loses", .equivalence(to: 0, margin: 2),
                because:
                    "each position has a vector of its own, drawn alike, so that no order is special to it; 2 points are the tolerance of Table 1",
                try transformer.evidence(runs)),
        ]
    }
}

extension Architectures.Network {
    /// The name as a reader knows it.
    var title: String {
        switch self {
        case .logistic: "logistic"
        case .mlp: "MLP"
        case .deepMLP: "deep MLP"
        case .residualMLP: "residual MLP"
        case .transformer: "transformer"
        case .set: "transformer, no positions"
        case .gru: "GRU"
        case .cnn: "CNN"
        case .dilatedCNN: "dilated CNN"
        case .tcn: "TCN"
        case .causalTCN: "causal TCN"
        case .resnet: "ResNet"
        }
    }

    /// Of signals of 40 points in ten classes.
    var parameterCount: Int {
        var generator = TorchGenerator(seed: 0)
        return architecture.name(architecture.sizes, generator: &generator).parameterCount
    }
}
