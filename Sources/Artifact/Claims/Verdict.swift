/// How a claim fares against our measurement. ``Rule`` says which numbers give which.
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// What the paper says is established.
    case reproduced
    /// The direction that the paper sees is established, and so is it that the size is another.
    case partly
    /// The opposite of what the paper says is established.
    case notReproduced = "not reproduced"
    /// Insufficient evidence: neither the claim nor its opposite is established.
    case inconclusive
    case notTested = "not tested"

    /// For people who cannot tell the colours apart.
    public var symbol: String {
        switch self {
        case .reproduced: "✓"
        case .partly: "◐"
        case .notReproduced: "✗"
        case .inconclusive: "?"
        case .notTested: "–"
        }
    }
}
