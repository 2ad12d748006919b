import Artifact

/// The row of MNIST in Table 1, on the full set, by the models that a reader would call standard; the others are extensions.
extension MNISTBenchmarks {
    func claims(_ runs: [MNISTRun]) -> [Claim] {
        func claim(
            _ id: String, _ tier: Claim.Tier, _ model: ImageClassifier, _ name: String, quote: String, paper: String, _ rule: Rule,
            because: String
        ) -> Claim {
            let values = runs.filter { $0.configuration.model == model }.map { $0.outcome.accuracy(.best) }
            return Claim(
                id, tier, at: "Table 1", quote: quote, statement: "\(name), MNIST: test accuracy of the best checkpoint", unit: "%",
                paper: paper, rule: rule, because: because, decided: "2026-11-26", over: "seeds (initial weights)", decimals: 2,
                evidence: values.isEmpty ? .untested("no such model was trained") : .sample(values))
        }
        let bound = "the paper prints this bound; it does not describe its models of MNIST, so standard ones stand for them"
        let small = "the paper prints this bound, and may have meant the models that it describes, those of MNIST-1D"
        func above(_ id: String, _ tier: Claim.Tier, _ model: ImageClassifier, _ name: String) -> Claim {
            claim(
                id, tier, model, name, quote: tier == .extension ? "" : "> 99", paper: "> 99", .atLeast(99),
                because: tier == .extension ? small : bound)
        }
        return [
            claim(
                "mnist-logistic", .primary, .logistic, "Logistic regression", quote: "94± 0.5", paper: "94 ± 0.5",
                .equivalence(to: 94, margin: 0.5), because: "the paper prints the value with this tolerance"),
            above("mnist-mlp", .primary, .standardMLP, "MLP with dropout, two layers of 512"),
            above("mnist-cnn", .primary, .standardCNN, "LeNet"),
            above("mnist-gru", .primary, .standardGRU, "GRU, 128 units in each direction"),
            above("mnist-mlp-small", .extension, .mlp, "The MLP of MNIST-1D with 500 units"),
            above("mnist-cnn-small", .extension, .cnn, "The CNN of MNIST-1D with 32 channels"),
            above("mnist-gru-small", .extension, .gru, "The GRU of MNIST-1D with 32 units"),
        ]
    }
}
