import Artifact
import Statistics

/// What the paper says about Table 1.
func accuracyClaims(_ accuracies: (_ model: String, _ data: String) -> [Double]) -> [Claim] {
    let over = "seeds (initial weights, order of batches)"
    let decided = "2026-11-24"

    // A printed value with its tolerance.
    let value = Claim(
        "mlp-original", .primary, at: "Table 1",
        quote: "MNIST-1D: Fully connected model 68 ± 2",
        statement: "MLP, original signals: test accuracy", unit: "%",
        paper: "68 ± 2",
        rule: .equivalence(to: 68, margin: 2),
        because: "the table's ± is its tolerance",
        decided: decided, over: over, decimals: 1,
        evidence: .sample(accuracies("mlp", "original")))

    // "About the same": a difference, paired by seed, with the table's own tolerance as the margin.
    let lost = zip(accuracies("mlp", "original"), accuracies("mlp", "shuffled")).map { $0 - $1 }
    let same = Claim(
        "mlp-shuffling", .primary, at: "Section 3",
        quote: "the MLP and linear models perform about the same",
        statement: "MLP: accuracy lost by shuffling", unit: "points",
        paper: "about the same",
        rule: .equivalence(to: 0, margin: 2),
        because: "Table 1 gives the MLP a tolerance of 2",
        decided: decided, over: over,
        evidence: .sample(lost))

    // A printed size.
    let loss = zip(accuracies("cnn", "original"), accuracies("cnn", "shuffled")).map { $0 - $1 }
    let size = Claim(
        "cnn-shuffling", .primary, at: "Section 3",
        quote: "the test accuracy of CNNs and GRUs decreases by about 38% on the shuffled data",
        statement: "CNN: accuracy lost by shuffling", unit: "points",
        paper: "about 38",
        rule: .size(38, .factor(1.5)),
        because: "a size without a tolerance; 1.5 excludes the half and the double",
        decided: decided, over: over,
        evidence: .sample(loss))

    // More, without a size: the person's 17 mistakes of 400 keep their uncertainty.
    let person = Claim(
        "human-over-cnn", .primary, at: "Appendix A",
        quote: "a human can outperform a CNN on this simple task",
        statement: "CNN less the paper's human", unit: "points",
        paper: "less",
        rule: .less(than: 0),
        because: "the sentence names a direction; the human is one person with 400 answers",
        decided: decided, over: over,
        evidence: .sampleMinusProportion(accuracies("cnn", "original"), Proportion(383, of: 400)))

    // What no program repeats.
    let untested = Claim(
        "human-shuffled", .derived, at: "Table 1",
        quote: "MNIST-1D (shuffled): Human expert ≈ 30 ± 10",
        statement: "Human, shuffled signals: test accuracy", unit: "%",
        paper: "≈ 30 ± 10",
        rule: .equivalence(to: 30, margin: 10),
        because: "the table's ± is its tolerance",
        decided: decided, over: "people", decimals: 0,
        evidence: .untested("one person's answers, which no program repeats"))

    return [value, same, size, person, untested]
}

/// The text of `claims.csv`, and back.
func written(_ claims: [Claim]) throws -> [ClaimRow] {
    let text = try ClaimRow.csv(claims.map(ClaimRow.init))
    return try ClaimRow.rows(text, source: "claims.csv")
}
