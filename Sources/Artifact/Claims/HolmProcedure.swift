import Statistics

/// Holm's procedure over the primary claims of all experiments: which verdicts stand when all of them are asked at once.
///
/// Two families, each at 5 %: the p-values for the claims, and those against them. A claim without a p-value for want of
/// runs counts as one with p = 1; one that is not tested does not count.
public struct HolmProcedure: Sendable {
    private let adjusted: [String: (p: Double, pAgainst: Double)]

    /// - Parameter rows: Of all experiments; those that are not primary are left aside.
    public init(_ rows: [ClaimRow]) {
        let family = rows.filter { $0.tier == .primary && $0.verdict != .notTested }
        let p = Holm.adjusted(family.map { $0.p ?? 1 })
        let pAgainst = Holm.adjusted(family.map { $0.pAgainst ?? 1 })
        adjusted = Dictionary(
            zip(family.map(\.id), zip(p, pAgainst).map { (p: $0, pAgainst: $1) }), uniquingKeysWith: { first, _ in first })
    }

    /// How many claims are asked at once.
    public var count: Int { adjusted.count }

    /// The adjusted p-value behind the verdict: for the claim if it is reproduced, against it if it is not or partly. Nil for
    /// other verdicts and for claims that are not primary.
    public func adjustedP(_ row: ClaimRow) -> Double? {
        switch row.verdict {
        case .reproduced: adjusted[row.id]?.p
        case .partly, .notReproduced: adjusted[row.id]?.pAgainst
        case .inconclusive, .notTested: nil
        }
    }

    /// Whether a primary claim's verdict does not stand.
    public func fails(_ row: ClaimRow) -> Bool { adjustedP(row).map { $0 > Judgement.tail } ?? false }
}
