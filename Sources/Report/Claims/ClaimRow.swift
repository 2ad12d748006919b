/// A claim as a row of a table, at full precision.
struct ClaimRow: Codable, Sendable, Equatable {
    let id: String
    let place: String
    let statement: String
    let paper: String
    let mean: Double?
    let low: Double?
    let high: Double?
    let count: Int?
    /// The criterion with its numbers.
    let rule: String
    let verdict: Verdict
    /// Why it is not tested.
    let reason: String?

    init(_ claim: Claim) {
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
