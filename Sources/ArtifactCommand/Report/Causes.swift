import Artifact

/// Why statements of the paper are not reproduced, a line each, written by hand: `causes.csv` in the paper's folder.
struct Causes {
    struct Row: Decodable {
        /// Of the claim.
        let id: String
        /// The verdict that is explained: with another one the line is out of date, and not shown.
        let verdict: Verdict
        let kind: Kind
        let cause: String
    }

    /// Whose doing a verdict is.
    enum Kind: String, Decodable {
        /// The paper's: its sentence is about less than it says, or is at odds with its own numbers.
        case paper
        /// Ours: our protocol may not be the authors'.
        case ours
        /// Too few runs or answers, the paper's or ours.
        case chance
        /// What the paper's words are taken to mean.
        case definition
        /// What was tried does not explain it.
        case unexplained
    }

    private let rows: [Row]

    /// - Parameter path: A CSV file; without it, no verdict has a cause.
    init(_ path: String) throws { rows = try CSV.table(at: path)?.values(source: path) ?? [] }

    init(_ rows: [Row] = []) { self.rows = rows }

    /// `Chance: the paper's is one network.`; nil for what is reproduced or not explained.
    func text(_ claim: ClaimRow) -> String? {
        rows.first { $0.id == claim.id && $0.verdict == claim.verdict }.map {
            let kind = $0.kind.rawValue
            return "\(kind.prefix(1).uppercased() + kind.dropFirst()): \($0.cause)."
        }
    }
}
