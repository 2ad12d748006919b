import Artifact
import Plotting

/// All verdicts in one picture: a symbol for each claim, in the row of its location in the paper, sorted by verdict.
struct VerdictFigure {
    private struct Cell {
        let location: String
        let tier: Claim.Tier
        let column: Int
        let verdict: Verdict
    }
    private let cells: [Cell]
    private let locations: [String]

    /// - Parameter claims: In the order of the paper.
    init(_ claims: [ClaimRow]) {
        let claims = claims.filter { $0.tier != .extension }
        locations = claims.grouped(by: \.location).map(\.0)
        cells = claims.grouped(by: { [$0.location, $0.tier.rawValue] }).flatMap { _, claims in
            claims.sorted { Self.order($0) < Self.order($1) }.enumerated().map { index, claim in
                Cell(location: claim.location, tier: claim.tier, column: index + 1, verdict: claim.verdict)
            }
        }
    }

    private static func order(_ claim: ClaimRow) -> Int { Verdict.allCases.firstIndex(of: claim.verdict)! }

    /// The text of an SVG picture: primary statements at the left, what follows from them at the right.
    func svg() throws -> String {
        let tiers: [(Claim.Tier, String)] = [(.primary, "Primary statements"), (.derived, "What follows from them")]
        let widest = tiers.map { tier, _ in cells.filter { $0.tier == tier }.map(\.column).max() ?? 1 }
        let figure = Figure(
            width: .medium, height: 18 + 4.5 * Double(locations.count), columnWeights: widest.map { Double($0) + 1 },
            sharing: .y, legend: .shared, letters: false, series: Verdict.allCases.map(\.rawValue)
        ) {
            for ((tier, title), columns) in zip(tiers, widest) {
                Plot(title, x: .hidden("", domain: 0...Double(columns + 1)), y: .band(order: locations.reversed())) {
                    Dot(
                        cells.filter { $0.tier == tier }, x: \.column, y: \.location, series: \.verdict.rawValue, size: 6)
                }
            }
        }
        return try figure.svg(name: "verdicts")
    }
}
