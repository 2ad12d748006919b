/// How a claim fares against our measurement.
enum Verdict: String, Codable, Sendable, CaseIterable {
    case reproduced
    case partly
    case not
    case notTested = "not tested"

    /// For people who cannot tell the colours apart.
    var symbol: String {
        switch self {
        case .reproduced: "✓"
        case .partly: "◐"
        case .not: "✗"
        case .notTested: "–"
        }
    }

    var title: String { self == .not ? "not reproduced" : rawValue }
}
