import Artifact
import NeuralNetworks

/// What the version of 2024 says about self-supervised learning. Its text is not the one whose statements are counted, so these
/// are extensions; the numbers are those that its notebook prints.
extension SelfSupervised {
    func claims(_ runs: [ContrastiveRun]) -> [Claim] {
        func claim(
            _ id: String, _ statement: String, unit: String = "points", paper: String, _ rule: Rule, because: String,
            _ projector: ContrastiveNetwork.Projector, _ value: (Outcome) -> Double
        ) -> Claim {
            let values = runs.filter { $0.configuration.projector == projector }.map { value($0.outcome) }
            return Claim(
                id, .extension, at: "Version of 2024, self-supervised learning", quote: "", statement: statement, unit: unit,
                paper: paper, rule: rule, because: because, decided: "2026-11-26",
                over: "seeds (initial weights, order of batches, views)",
                evidence: values.isEmpty ? .untested("no such model was trained") : .sample(values))
        }
        let printed = "the notebook prints one run's value without a tolerance; 3 points are two standard errors of 1000 test examples"
        let direction = "a direction without a size"
        return [
            claim(
                "ssl-linear-h", "Linear accuracy of H, default projector", unit: "%", paper: "82.1", .equivalence(to: 82.1, margin: 3),
                because: printed, .standard
            ) { $0.linear[3] },
            claim(
                "ssl-guillotine", "Linear accuracy of H less that of Z, default projector", paper: "H is best", .greater(than: 0),
                because: direction, .standard
            ) { $0.linear[3] - $0.linear.last! },
            claim(
                "ssl-guillotine-deep", "Linear accuracy of H less that of Z, deep projector", paper: "H is better", .greater(than: 0),
                because: direction, .deep
            ) { $0.linear[3] - $0.linear.last! },
            claim(
                "ssl-no-projector", "No projector: linear accuracy of H less the worse of the two layers before it",
                paper: "the last is worst", .less(than: 0), because: direction, .none
            ) { $0.linear[3] - min($0.linear[1], $0.linear[2]) },
            claim(
                "ssl-best-layer", "Default projector: linear accuracy of H less the best other layer", paper: "H is best",
                .greater(than: 0), because: direction, .standard
            ) { $0.linear[3] - ($0.linear[..<3] + $0.linear[4...]).max()! },
            claim(
                "ssl-neighbors-z", "Ten neighbours by Z, default projector", unit: "%", paper: "74.1",
                .equivalence(to: 74.1, margin: 3), because: printed, .standard
            ) { $0.neighborsAfter },
            claim(
                "ssl-neighbors-over-input", "Ten neighbours: by Z above by the signals", paper: "more", .greater(than: 0),
                because: direction, .standard
            ) { $0.neighborsAfter - $0.neighborsInInput },
        ]
    }
}
