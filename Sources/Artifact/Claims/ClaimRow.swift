/// A judged claim as a row of `claims.csv`, at full precision: all that tables, counts and ``HolmProcedure`` need.
public struct ClaimRow: ClaimDeclaration, Codable, Equatable {
    public let id: String
    public let tier: Claim.Tier
    public let location: String
    public let quote: String
    public let statement: String
    public let unit: String
    public let paper: String
    public let estimate: Double?
    public let lower: Double?
    public let upper: Double?
    /// Of the interval.
    public let level: Double
    public let count: Int
    public let replicationUnit: String
    public let rule: Rule
    public let because: String
    public let decided: String
    public let p: Double?
    public let pAgainst: Double?
    public let verdict: Verdict
    /// See ``Judgement/detectable``.
    public let detectable: Double?
    public let reason: String?
    public let decimals: Int

    /// The columns of `claims.csv`, in their order.
    private enum CodingKeys: String, CodingKey {
        case id, tier
        case location = "place"
        case quote, statement, unit, paper, estimate, lower, upper, level, count
        case replicationUnit = "over"
        case rule, because, decided, p, pAgainst, verdict, detectable, reason, decimals
    }

    public init(_ claim: Claim) {
        let judgement = claim.judgement
        id = claim.id
        tier = claim.tier
        location = claim.location
        quote = claim.quote
        statement = claim.statement
        unit = claim.unit
        paper = claim.paper
        estimate = judgement.estimate
        lower = judgement.lower
        upper = judgement.upper
        level = Judgement.level
        count = judgement.count
        replicationUnit = claim.replicationUnit
        rule = claim.rule
        because = claim.because
        decided = claim.decided
        p = judgement.p
        pAgainst = judgement.pAgainst
        verdict = judgement.verdict
        detectable = judgement.detectable
        reason = judgement.reason
        decimals = claim.decimals
    }

    /// `94.1 [93.6, 94.7]`, or the reason why there is none.
    public var estimateText: String {
        guard let estimate else { return reason ?? "" }
        let text = fixed(estimate, decimals: decimals)
        guard let lower, let upper else { return text }
        return "\(text) [\(fixed(lower, decimals: decimals)), \(fixed(upper, decimals: decimals))]"
    }

    /// `Pooling above none, 1000 examples: 14.0 points, 90 % interval 12.7 to 15.4; the paper: helped; reproduced`.
    public var finding: String {
        guard let estimate else { return "\(statement): \(verdict.rawValue), \(reason ?? "")" }
        func text(_ value: Double) -> String { fixed(value, decimals: decimals) }
        let interval = lower.flatMap { lower in upper.map { ", 90 % interval \(text(lower)) to \(text($0))" } } ?? ""
        return "\(statement): \(text(estimate))\(unit.isEmpty ? "" : " \(unit)")\(interval); the paper: \(paper); \(verdict.rawValue)"
    }

    /// `5 seeds (initial weights)`.
    public var replicationText: String { count == 0 ? "" : "\(count) \(replicationUnit)" }

    /// What ``detectable`` means under this rule, as a sentence; nil where there is none.
    public var powerNote: String? {
        guard let detectable else { return nil }
        let size = fixed(detectable, decimals: decimals + 1) + (unit.isEmpty ? "" : unit == "%" ? " %" : " \(unit)")
        let runs = "\(count) \(replicationUnit)"
        switch rule {
        case .atLeast, .atMost, .greater, .less:
            return "\(runs) would have shown a distance of \(size) beyond the bound with 80 % probability."
        default:
            return "\(runs) would have shown agreement within ± \(size) with 80 % probability."
        }
    }
}
