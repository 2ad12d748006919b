import Artifact

/// The five figures that `README.md` shows, each with a sentence about its main claim.
struct Headlines {
    let claims: [ClaimRow]
    let sets: [FigureSet]

    private static let shown: [(figure: String, title: String, claim: String)] = [
        ("benchmarks/figure2", "Models differ by tens of points (Table 1, Figure 2)", "gru-over-mlp"),
        ("lottery-tickets/figure3", "Lottery tickets hold a spatial prior (Figure 3)", "ticket-over-dense"),
        ("double-descent/figure4", "Double descent (Figure 4)", "figure4-peak-mlp"),
        ("metalearn-activation/figure6", "A metalearned activation function (Figure 6)", "learned-over-best"),
        ("pooling/figure7", "Pooling helps where examples are few (Figure 7)", "pooling-1000"),
    ]

    var markdown: String {
        Self.shown.compactMap { figure, title, id in
            guard sets.contains(where: { set in set.entries.contains { "\(set.folder)/\($0.name)" == figure } }) else { return nil }
            let sentence = claims.first { $0.id == id }.map { claim in
                let unit = claim.unit == "points" ? " points" : claim.unit.isEmpty ? "" : " \(claim.unit)"
                return " \(claim.statement): \(claim.estimateText)\(claim.estimate == nil ? "" : unit). "
                    + "The paper says: \(claim.paper). Verdict: \(claim.verdict.rawValue)."
            }
            return "**\(title).**\(sentence ?? "")\n\n![\(title)](figures/\(figure).png)\n"
        }.joined(separator: "\n")
    }
}
