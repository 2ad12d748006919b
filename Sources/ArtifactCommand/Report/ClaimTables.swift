import Artifact

/// The claims of all experiments: counted, corrected for their number, and as tables.
struct ClaimTables {
    /// In the order of the paper.
    let claims: [ClaimRow]
    let holm: HolmProcedure
    private let causes: Causes

    init(_ claims: [ClaimRow], causes: Causes = Causes()) {
        self.causes = causes
        self.claims = ClaimsFile.sorted(claims)
        holm = HolmProcedure(claims)
    }

    var primary: [ClaimRow] { claims.filter { $0.tier == .primary } }

    /// How many primary claims have each verdict, and how many of the decided ones survive the correction, in two sentences.
    var summary: String {
        func count(_ verdict: Verdict, surviving: Bool = false) -> Int {
            primary.count { $0.verdict == verdict && !(surviving && holm.fails($0)) }
        }
        let words: [(Verdict, String)] = [
            (.reproduced, "reproduced"), (.partly, "reproduced in part"), (.notReproduced, "not reproduced"),
            (.inconclusive, "inconclusive"), (.notTested, "not tested"),
        ]
        let counts = words.filter { count($0.0) > 0 }.map { "\(count($0.0)) \(count($0.0) == 1 ? "is" : "are") \($0.1)" }
        let list = counts.count < 3 ? counts.joined(separator: " and ") : counts.dropLast().joined(separator: ", ") + " and " + counts.last!
        return
            "Of \(primary.count) primary statements of the paper, \(list). \(count(.reproduced, surviving: true)) reproduced and "
            + "\(count(.notReproduced, surviving: true)) refuted survive Holm's correction for \(holm.count) tests."
    }

    /// A table of the claims of one tier, for people.
    func markdown(_ tier: Claim.Tier) -> String {
        var table = PrintedTable(
            header: ["Where", "What", "Verdict", "Paper", "Ours [90 % interval]", "Over"], wordColumns: 3)
        for claim in claims where claim.tier == tier {
            table.append([
                claim.location, claim.statement + (claim.unit.isEmpty ? "" : " (\(claim.unit))"),
                "\(claim.verdict.symbol) \(claim.verdict.rawValue)\(holm.fails(claim) ? " †" : "")", claim.paper,
                claim.estimateText, claim.replicationText,
            ])
        }
        return table.markdown
    }

    var markdown: String {
        let titles: [(Claim.Tier, String)] = [
            (.primary, "Primary statements of the paper"), (.derived, "What follows from them"), (.extension, "Our extensions"),
        ]
        return summary + "\n"
            + titles.map { "\n**\($1)**\n\n\(markdown($0))\($0 == .primary ? reasons : "")" }.joined()
            + "\n† does not survive Holm's correction. Rules and their reasons: docs/claims.md, paper/claims.toml.\n"
    }

    /// Why primary statements are not reproduced: a list with a line for each that is explained.
    private var reasons: String {
        let lines = primary.compactMap { claim in
            causes.text(claim).map { "- \(claim.statement): \(claim.verdict.rawValue). \($0)\n" }
        }
        return lines.isEmpty ? "" : "\nWhy, by whose doing: the paper's, ours, chance, a definition, or unexplained:\n\n" + lines.joined()
    }

    /// Rows for a table of the paper: location, statement, paper, ours, runs, rule, verdict.
    func latexRows(_ tier: Claim.Tier) -> String {
        claims.filter { $0.tier == tier }.grouped(by: \.location).map { location, claims in
            claims.enumerated().map { number, claim in
                let cells = [
                    number == 0 ? location : "", claim.statement + (claim.unit.isEmpty ? "" : " (\(claim.unit))"), claim.paper,
                    claim.estimateText, claim.count == 0 ? "" : "\(claim.count)", claim.rule.shortText,
                ]
                let mark = holm.fails(claim) ? "$^\\dagger$" : ""
                return cells.map(latexEscaped).joined(separator: " & ") + " & \\verdict{\(claim.verdict.rawValue)}\(mark) \\\\\n"
            }.joined()
        }.joined(separator: "\\addlinespace\n")
    }
}
