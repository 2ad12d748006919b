/// A claim as a row of a table, at full precision.
public struct ClaimRow: Codable, Sendable, Equatable {
    public let id: String
    public let place: String
    public let statement: String
    public let paper: String
    public let mean: Double?
    public let low: Double?
    public let high: Double?
    public let count: Int?
    /// The criterion with its numbers.
    public let rule: String
    public let verdict: Verdict
    /// Why it is not tested.
    public let reason: String?

    public init(_ claim: Claim) {
        id = claim.id
        place = claim.place
        statement = claim.statement
        paper = claim.paper
        verdict = claim.verdict
        rule = claim.criterion.text(decimals: claim.decimals)
        switch claim.finding {
        case .measured(let estimate):
            mean = estimate.mean
            low = estimate.interval?.lowerBound
            high = estimate.interval?.upperBound
            count = estimate.count
            reason = nil
        case .untested(let text):
            (mean, low, high, count) = (nil, nil, nil, nil)
            reason = text
        }
    }
}
