import Artifact

/// The claims as tables: for programs, for the README and for the paper.
struct ClaimTables {
    let claims: [Claim]

    /// Full precision, one claim a row.
    func csv() throws -> String { CSV.text(try Table(claims.map(ClaimRow.init))) }

    /// How many claims have each verdict, in a sentence.
    var summary: String {
        func count(_ verdict: Verdict) -> Int { claims.count { $0.verdict == verdict } }
        return
            "Of \(claims.count) statements of the paper, \(count(.reproduced)) are reproduced, \(count(.partly)) partly and "
            + "\(count(.not)) not; \(count(.notTested)) are not tested."
    }

    var markdown: String {
        var table = PrintedTable(
            header: ["Where", "What", "Verdict", "Paper", "Ours [95 % interval]", "Runs"], wordColumns: 3)
        for claim in claims {
            table.append([
                claim.place, claim.statement, "\(claim.verdict.symbol) \(claim.verdict.title)", claim.paper,
                Self.ours(claim), Self.runs(claim),
            ])
        }
        let rules = Criterion.Kind.allCases.map { kind in "- \(Self.title(kind)): \(kind.explanation)." }
        return "\(summary)\n\n\(table.markdown)\n\(rules.joined(separator: "\n"))\n"
    }

    /// Rows for a table of the paper: place, statement, paper, ours, runs, rule, verdict.
    var latexRows: String {
        claims.grouped(by: \.place).map { place, claims in
            claims.enumerated().map { number, claim in
                let cells = [
                    number == 0 ? place : "", claim.statement, claim.paper, Self.ours(claim), Self.runs(claim),
                    claim.criterion.text(decimals: claim.decimals),
                ]
                return cells.map(latexEscaped).joined(separator: " & ") + " & \\verdict{\(claim.verdict.rawValue)} \\\\\n"
            }.joined()
        }.joined(separator: "\\addlinespace\n")
    }

    static func ours(_ claim: Claim) -> String {
        switch claim.finding {
        case .measured(let estimate): estimate.text(decimals: claim.decimals)
        case .untested(let reason): reason
        }
    }

    static func runs(_ claim: Claim) -> String {
        guard case .measured(let estimate) = claim.finding else { return "" }
        return "\(estimate.count)"
    }

    static func title(_ kind: Criterion.Kind) -> String {
        switch kind {
        case .value: "A printed value"
        case .effect: "A difference that the paper sees"
        case .range: "No difference, or a place"
        }
    }
}
