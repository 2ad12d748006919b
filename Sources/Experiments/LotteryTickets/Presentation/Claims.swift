import Artifact
import Statistics

/// What the paper says about lottery tickets, judged trial by trial.
struct LotteryClaims {
    private let finals: [HistoryRow]
    private let retrains: [RetrainRow]
    private let adjacency: [AdjacencyTrialRow]
    private let pruneAt: [HistoryRow]
    /// Whether the settings are the authors', so that the sizes of their pictures apply.
    private let isPublished: Bool

    private let leads: [Lead]
    private let authors: Authors

    init(_ runs: [LotteryRun], _ authors: Authors) throws {
        let rows = HistoryRow.rows(runs, authors).finals
        self.authors = authors
        finals = rows.main
        leads = try Lead.all(finals)
        retrains = RetrainRow.rows(runs).main
        adjacency = AdjacencyTrialRow.rows(runs).main
        pruneAt = rows.filter { $0.ticket == .lottery && $0.data == .same && $0.change == .none }
        isPublished = finals.contains { $0.published != nil }
    }

    static let decided = "2026-11-24"
    static let trials = "trials (initial weights, random scores)"
    /// Ten of the 1000 test examples.
    private static let negligible = 1.0

    var all: [Claim] {
        get throws {
            try searchClaims() + accuracyClaims() + (isPublished ? sizeClaims : []) + adjacencyClaims + variantClaims()
        }
    }

    // MARK: Figure 3a and 3b

    /// The mean over the retrains around the ticket's sparsity, one value for each trial: single retrains scatter.
    private func around(_ ticket: Ticket, _ value: (RetrainRow) -> Double) -> [(seed: UInt32, value: Double)] {
        retrains.filter { $0.ticket == ticket && (0.85...0.95).contains($0.sparsity) }
            .summarized(by: \.seed, value).map { ($0.key, $0.summary.mean) }
    }

    private func dense(_ value: (RetrainRow) -> Double) -> [(seed: UInt32, value: Double)] {
        retrains.filter { $0.ticket == .random && $0.retrain == 0 }.map { ($0.seed, value($0)) }
    }

    /// One number for each trial. Throws where one lacks a partner.
    private func paired(
        _ own: [(seed: UInt32, value: Double)], _ others: [(seed: UInt32, value: Double)], _ formula: (Double, Double) -> Double
    ) throws -> [Double] {
        try own.map { seed, value in
            guard let other = others.first(where: { $0.seed == seed }) else {
                throw ArtifactError("lottery-tickets: a search of seed \(seed) has no other to be compared with")
            }
            return formula(value, other.value)
        }
    }

    private func searchClaims() throws -> [Claim] {
        let effect = "we isolate a minimum viable example of the effect"
        return try [
            Claim(
                "ticket-search-accuracy", .primary, at: "Figure 3b", quote: effect,
                statement: "Final test accuracy of lottery tickets of 85 to 95 % sparsity above that of the dense network",
                unit: "points", paper: "higher", rule: .greater(than: 0, negligible: Self.negligible),
                because: "The effect is a sparse network that trains to a higher accuracy; the text prints no size.",
                decided: Self.decided, over: Self.trials,
                evidence: .sample(paired(around(.lottery, \.testAccuracy), dense(\.testAccuracy), -))),
            Claim(
                "ticket-search-loss", .derived, at: "Figure 3a", quote: effect,
                statement: "Final test loss of lottery tickets of 85 to 95 % sparsity over that of the dense network",
                paper: "lower", rule: .less(than: 1, negligible: 0.05),
                because: "The same effect in the loss, which the picture shows on a logarithmic axis: a ratio.",
                decided: Self.decided, over: Self.trials, decimals: 2,
                evidence: .geometric(paired(around(.lottery, \.testLoss), dense(\.testLoss), /))),
            Claim(
                "ticket-search-random", .derived, at: "Figure 3b", quote: effect,
                statement: "Final test accuracy of lottery tickets of 85 to 95 % sparsity above that of random tickets",
                unit: "points", paper: "higher", rule: .greater(than: 0, negligible: Self.negligible),
                because: "It is a lottery ticket only if chance does not find it.",
                decided: Self.decided, over: Self.trials,
                evidence: .sample(paired(around(.lottery, \.testAccuracy), around(.random, \.testAccuracy), -))),
        ]
    }

    // MARK: Figure 3c to 3f

    private func lead(over baseline: Ticket, _ change: Change = .none, _ data: Analysis.Data = .same) -> [Double] {
        leads.filter { $0.other.ticket == baseline && $0.own.change == change && $0.own.data == data }.map(\.points)
    }

    private func ahead(
        _ id: String, _ tier: Claim.Tier, at location: String, _ quote: String, _ statement: String, paper: String = "ahead",
        because: String, _ values: [Double]
    ) -> Claim {
        Claim(
            id, tier, at: location, quote: quote, statement: statement, unit: "points", paper: paper,
            rule: .greater(than: 0, negligible: Self.negligible), because: because, decided: Self.decided, over: Self.trials,
            evidence: .sample(values))
    }

    private func accuracyClaims() throws -> [Claim] {
        let noSize = "The text says who is ahead and prints no size; less than ten of 1000 test examples is not a lead."
        return [
            ahead(
                "ticket-over-dense", .primary, at: "Figure 3c",
                "in c) we plot the asymptotic performance of a 92% sparse ticket",
                "Lottery ticket above the dense network on unchanged data", because: noSize, lead(over: .dense)),
            ahead(
                "ticket-over-random", .derived, at: "Figure 3c",
                "in c) we plot the asymptotic performance of a 92% sparse ticket",
                "Lottery ticket above a random one on unchanged data", because: noSize, lead(over: .random)),
            ahead(
                "ticket-reversed", .primary, at: "Figure 3d", "Under this ablation, the lottery ticket continues to win.",
                "Lottery ticket above the dense network on reversed signals", because: noSize,
                lead(over: .dense, .reversed)),
            ahead(
                "ticket-permutation-loss", .primary, at: "Figure 3e",
                "This ablation hurts lottery ticket performance significantly more",
                "What permuting positions takes from the lottery ticket, above what reversing takes", paper: "more",
                because: "The two ablations are compared with each other: the accuracy on reversed signals less that on permuted ones.",
                try Accuracies.accuracy.contrast("permuting", "reversed − permuted", across: Accuracies.change, within: Accuracies.seed) {
                    try $0[.reversed] - $0[.permuted]
                }.values(finals.filter { $0.ticket == .lottery && $0.data == .same })),
            ahead(
                "ticket-lead-lost", .derived, at: "Figure 3e",
                "part of the lottery ticket’s performance can be attributed to a spatial inductive bias",
                "Lead over the dense network that permuting positions takes from the lottery ticket", paper: "part of it",
                because: "What is due to spatial order goes with it; the dense network has none to lose.",
                try Accuracies.lead.contrast(
                    "lost", "unchanged − permuted", across: Dimension("change", \Lead.own.change), within: Dimension("seed", \Lead.own.seed)
                ) { try $0[.none] - $0[.permuted] }.values(leads.filter { $0.other.ticket == .dense && $0.own.data == .same })),
            ahead(
                "ticket-new-weights", .primary, at: "Figure 3f",
                "our lottery ticket continues to outperform a dense baseline",
                "Lottery ticket above the dense network, both with new initial weights", because: noSize,
                lead(over: .dense, .newWeights)),
        ]
    }

    /// How large the leads are in the authors' pictures.
    private var sizeClaims: [Claim] {
        func size(_ id: String, _ location: String, _ quote: String, _ statement: String, _ change: Change, _ baseline: Ticket) -> Claim {
            let (own, other) = (
                authors.accuracy(.lottery, change, .same, step: 6000)!, authors.accuracy(baseline, change, .same, step: 6000)!
            )
            let lead = ((own - other) * 100).rounded() / 100
            return Claim(
                id, .derived, at: location, quote: quote, statement: statement, unit: "points",
                paper: "\(fixed(lead, decimals: 1)) in the picture", rule: .size(lead, .margin(min(2, 0.9 * lead))),
                because:
                    "Read off the picture; 2 points, or nine tenths of a smaller lead. From 2026-11-26 to 2026-11-30, after results, a factor of 1.5.",
                decided: Self.decided, over: Self.trials, evidence: .sample(self.lead(over: baseline, change)))
        }
        let asymptotic = "in c) we plot the asymptotic performance of a 92% sparse ticket"
        return [
            size(
                "ticket-over-dense-size", "Figure 3c", asymptotic, "Size of the lottery ticket's lead over the dense network", .none, .dense
            ),
            size("ticket-over-random-size", "Figure 3c", asymptotic, "Size of the lottery ticket's lead over a random one", .none, .random),
            size(
                "ticket-reversed-size", "Figure 3d", "Under this ablation, the lottery ticket continues to win.",
                "Size of the lottery ticket's lead over the dense network on reversed signals", .reversed, .dense),
            size(
                "ticket-new-weights-size", "Figure 3f", "our lottery ticket continues to outperform a dense baseline",
                "Size of the lottery ticket's lead over the dense network with new initial weights", .newWeights, .dense),
        ]
    }

    // MARK: Figures 3g and 9

    private func runs(_ ticket: Ticket, _ neighbours: Int, _ value: (AdjacencyTrialRow) -> Double) -> [Double] {
        adjacency.filter { $0.ticket == ticket && $0.neighbours == neighbours }.map(value)
    }

    private func above(
        _ id: String, _ tier: Claim.Tier, at location: String, _ quote: String, _ statement: String, because: String,
        _ neighbours: Int, _ chance: Chance?
    ) -> Claim {
        let denominators =
            chance.map { chance in runs(.lottery, neighbours) { chance($0) } } ?? runs(.random, neighbours) { Double($0.observed) }
        return Claim(
            id, tier, at: location, quote: quote, statement: statement, paper: "many more",
            rule: .greater(than: 1, negligible: 0.1), because: because, decided: Self.decided, over: Self.trials, decimals: 2,
            evidence: .ratio(runs(.lottery, neighbours) { Double($0.observed) }, denominators))
    }

    private var adjacencyClaims: [Claim] {
        let many = "The lottery ticket has many more adjacent weights than chance would predict"
        let anywhere = "The plain reading of chance: as many weights anywhere in the layer. \"Many\" has no size."
        let margins =
            "A preference for neighbours is what is left when the numbers of weights of units and inputs are allowed for. The paper's chance is the plain one; pairs were primary until 2026-11-30."
        let words = [2: "pairs", 3: "triples", 4: "fours"]
        return [2, 3, 4].flatMap { neighbours -> [Claim] in
            let what = words[neighbours]!.capitalized
            return [
                above(
                    "adjacency-\(neighbours)-chance", .primary, at: "Figure 3g", many,
                    "\(what) of adjacent weights in the lottery ticket over those by chance, weights anywhere",
                    because: anywhere, neighbours, .uniform),
                above(
                    "adjacency-\(neighbours)-local", .extension, at: "Figure 3g", "",
                    "\(what) of adjacent weights in the lottery ticket over those by chance, each unit's and each input's number of weights kept",
                    because: margins, neighbours, .bothKept),
                above(
                    "adjacency-\(neighbours)-units", .extension, at: "Figure 3g", "",
                    "\(what) of adjacent weights in the lottery ticket over those by chance, each unit's number of weights kept",
                    because: "Between the two: units differ in how many weights they keep.", neighbours, .unitsKept),
            ]
        } + [
            above(
                "adjacency-random", .derived, at: "Figure 9",
                "there are many more vertically-adjacent unmasked parameters in the lottery ticket masks",
                "Pairs of adjacent weights in the lottery ticket over those in the random one",
                because: "The picture compares with random tickets. \"Many\" has no size.", 2, nil)
        ]
    }

    // MARK: Ours

    private func variantClaims() throws -> [Claim] {
        var claims = [
            ahead(
                "ticket-fresh-data", .extension, at: "Figure 3c", "",
                "Lottery ticket above the dense network on fresh examples of the same kind", paper: "not in the paper",
                because: "A ticket that knows about the data and not about its examples keeps its lead.",
                lead(over: .dense, .none, .fresh)),
            ahead(
                "ticket-chunks", .extension, at: "Figure 3d", "",
                "Lottery ticket above the dense network with four chunks of the signals exchanged", paper: "1.7 in a picture",
                because: "The authors' fourth ablation, which the paper leaves out: most neighbours stay neighbours.",
                lead(over: .dense, .chunks)),
        ]
        if !lead(over: .dense, .nextSeed).isEmpty {
            claims.append(
                ahead(
                    "ticket-next-seed", .extension, at: "Figure 3f", "",
                    "Lottery ticket above the dense network with the authors' own new initial weights, those of seed + 1",
                    paper: "3.3 in the picture",
                    because: "The authors' two trials; the first has the initial weights of the second's search.",
                    lead(over: .dense, .nextSeed)))
        }
        let steps = pruneAt.grouped(by: \.prunedAfter).map(\.values)
        if steps.count == 2 {
            let values = steps.map { $0.map { (seed: $0.seed, value: $0.testAccuracy) } }
            claims.append(
                Claim(
                    "ticket-prune-at", .extension, at: "Figure 3c", quote: "",
                    statement:
                        "Test accuracy of tickets pruned by the weights after step \(steps[1][0].prunedAfter!), less that after step \(steps[0][0].prunedAfter!)",
                    unit: "points", paper: "not in the paper", rule: .equivalence(to: 0, margin: Self.negligible),
                    because:
                        "The text does not say which weights are ranked; a difference below ten of 1000 test examples does not matter.",
                    decided: Self.decided, over: Self.trials,
                    evidence: .sample(try paired(values[1], values[0], -))))
        }
        return claims
    }
}
