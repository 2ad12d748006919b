import Artifact
import Datasets

/// What the end of Section 4.4 says, on one set of images: ranks of the learned activation among the five common ones, each
/// at its best rate, in the larger model with standardised points.
extension Transfer {
    func claims(_ runs: [RunRow]) -> [Claim] {
        let common: [TransferredActivation] = [.relu, .elu, .swish, .tanh, .softplus]
        let channels = runs.map(\.channels).max()
        /// One rank for each seed.
        func ranks(_ activation: TransferredActivation, _ measure: Measure, _ pixels: PixelScale = .standardized) -> [Double] {
            let shown = runs.filter {
                $0.channels == channels && $0.pixels == pixels && measure($0) != nil
                    && ($0.activation == activation || common.contains($0.activation))
            }
            let best = RankRow.bestRates(measure, shown)
            return best.filter { $0.activation == activation }.sorted { $0.seed < $1.seed }
                .map { RankRow.rank(of: $0, measure, among: best) }
        }
        let prefix = data == .full ? "transfer" : "transfer-\(data.rawValue)"
        func claim(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ statement: String, unit: String = "", paper: String, _ rule: Rule,
            because: String, _ values: [Double]
        ) -> Claim {
            Claim(
                "\(prefix)-\(id)", tier, at: "Section 4.4", quote: tier == .extension ? "" : quote,
                statement: "\(statement), \(data.title)", unit: unit, paper: paper, rule: rule, because: because,
                decided: "2026-11-26", over: "seeds (initial weights)",
                evidence: values.isEmpty ? .untested("no such runs") : .sample(values))
        }
        let early = "especially good at producing low training loss early in optimization"
        let final = "When we rank nonlinearities by final test loss, though, it achieves middle-of-the-pack performance"
        let first = "among the first two of six is especially good; halfway to the third is the bound"
        let middle = "neither the first nor the last of six; halfway to them are the bounds"
        // The words are about both sets of images; those of MNIST alone are counted.
        let tier: Claim.Tier = data == .full ? .primary : .derived
        let scales = [PixelScale.unit, .standardized].map { ranks(.authorsFit, .firstLoss, $0) }
        return [
            claim(
                "early", tier, early, "Rank of the learned activation by the mean training loss of the first epoch",
                paper: "especially good",
                .atMost(2.5), because: first, ranks(.learned, .firstLoss)),
            claim(
                "final", tier, final, "Rank of the learned activation by the final test loss", paper: "middle of the pack",
                .within(1.5...5.5), because: middle, ranks(.learned, .testLoss)),
            claim(
                "fit-early", .extension, early, "Rank of the authors' fit by the mean training loss of the first epoch",
                paper: "especially good", .atMost(2.5), because: first, ranks(.authorsFit, .firstLoss)),
            claim(
                "fit-final", .extension, final, "Rank of the authors' fit by the final test loss", paper: "middle of the pack",
                .within(1.5...5.5), because: middle, ranks(.authorsFit, .testLoss)),
            claim(
                "preprocessing", .extension, early,
                "Rank of the authors' fit in the first epoch: with points from 0 to 1 less with standardised ones", unit: "ranks",
                paper: "not mentioned", .greater(than: 0),
                because: "MNIST-1D is standardised, so the activation was learned for such inputs",
                zip(scales[0], scales[1]).map { $0 - $1 }),
        ]
    }
}
