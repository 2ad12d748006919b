import Artifact
import Statistics
import Testing

/// `claims.csv`, written and read.
@Suite struct ClaimRowTests {
    private let row = ClaimTestValues.row()

    @Test func rowsComeBack() throws {
        let rows = [
            row, ClaimTestValues.row("untested", rule: .none, evidence: .untested("one person's answers, \"once\"")),
            ClaimTestValues.row("one-run", rule: .atLeast(1), evidence: .sample([3])),
            ClaimTestValues.row("size", .derived, at: "Section 4.2", rule: .size(38, .factor(1.5))),
            ClaimTestValues.row("ours", .extension, at: "elsewhere", rule: .greater(than: 0, negligible: 0.5)),
        ]
        let text = try ClaimRow.csv(rows)
        #expect(try ClaimRow.rows(text, source: "claims.csv") == rows)
        let header = try #require(text.split(separator: "\n").first)
        #expect(
            header == """
                id,tier,place,quote,statement,unit,paper,estimate,lower,upper,level,count,over,rule,because,decided,p,pAgainst,\
                verdict,detectable,reason,decimals
                """)
        #expect(try ClaimRow.rows(String(header) + "\n", source: "claims.csv") == [])
    }

    @Test func textsForTables() {
        #expect(row.estimateText == "68.0 [67.7, 68.3]" && row.replicationText == "5 seeds (initial weights, order of batches)")
        #expect(
            row.powerNote
                == "5 seeds (initial weights, order of batches) would have shown agreement within ± 0.55 % with 80 % probability.")
        let more = ClaimTestValues.row(rule: .greater(than: 60))
        #expect(
            more.powerNote
                == "5 seeds (initial weights, order of batches) would have shown a distance of 0.46 % beyond the bound with 80 % probability."
        )
        let untested = ClaimTestValues.row(evidence: .untested("why"))
        #expect(untested.estimateText == "why" && untested.replicationText == "" && untested.powerNote == nil)
        #expect(ClaimTestValues.row(evidence: .sample([3])).estimateText == "3.0")
    }

    /// One field of a good row replaced by a bad one.
    @Test(arguments: [
        ("id", "MLP", "claim MLP: the id \"MLP\" is not of lower case letters, digits and dots, joined by hyphens"),
        ("id", "a--b", "claim a--b: the id \"a--b\" is not of lower case letters, digits and dots, joined by hyphens"),
        ("tier", "third", "column tier: \"third\" is not a Tier"),
        ("place", "Figure 11", "\"Figure 11\" is no location in the paper, such as Table 1, Figure 3b or Section 4.2"),
        ("quote", "", "quote is empty"), ("because", "", "because is empty"),
        ("statement", "a\nb", "statement has a line break"),
        ("estimate", "nan", "estimate is not finite"), ("estimate", "much", "column estimate: \"much\" is not a number"),
        ("estimate", "", "there is an interval without an estimate"),
        ("lower", "90.0", "lower 90.0 is above upper"), ("lower", "", "an interval has two ends"),
        ("upper", "inf", "upper is not finite"), ("level", "0.95", "level 0.95, expected 0.9"),
        ("count", "0", "count 0 behind an estimate"), ("count", "-5", "count -5 behind an estimate"),
        ("count", "5.5", "column count: \"5.5\" is not a whole number"),
        ("rule", "equal to 68", "column rule: \"equal to 68\" is not a Rule"),
        ("rule", "equal to 68 ± -2", "column rule: \"equal to 68 ± -2\" is not a Rule"),
        ("decided", "2026-02-29", "decided \"2026-02-29\" is not a date such as 2026-11-24"),
        ("decided", "24.11.2026", "decided \"24.11.2026\" is not a date such as 2026-11-24"),
        ("p", "1.5", "p is not from 0 to 1"), ("pAgainst", "nan", "pAgainst is not from 0 to 1"),
        ("p", "0.06", "the verdict \"reproduced\" does not follow from p, pAgainst and reason"),
        ("verdict", "partly", "the verdict \"partly\" does not follow from p, pAgainst and reason"),
        ("verdict", "inconclusive", "the verdict \"inconclusive\" does not follow from p, pAgainst and reason"),
        ("verdict", "not tested", "the verdict \"not tested\" does not follow from p, pAgainst and reason"),
        ("verdict", "holds", "column verdict: \"holds\" is not a Verdict"),
        ("detectable", "-1.0", "detectable is below 0"), ("decimals", "40", "decimals 40, expected 0 to 12"),
    ])
    func badFieldsAreNamed(column: String, value: String, message: String) throws {
        let table = try Table([row])
        let index = try #require(table.columns.firstIndex(of: column))
        var fields = table.rows[0]
        fields[index] = value
        var changed = Table(columns: table.columns)
        changed.append(fields)
        let text = CSV.text(changed)
        let error = #expect(throws: ArtifactError.self) { try ClaimRow.rows(text, source: "figures/x/claims.csv") }
        let description = try #require(error?.description)
        #expect(description.hasPrefix("figures/x/claims.csv, row 2, ") && description.contains(message), "\(description)")
    }

    @Test func badFilesAreNamed() throws {
        let text = try ClaimRow.csv([row, row])
        #expect(throws: ArtifactError("c.csv, row 3, claim mlp-original: is there already, in row 2")) {
            try ClaimRow.rows(text, source: "c.csv")
        }
        #expect(throws: ArtifactError("c.csv: is empty; expected a header line")) { try ClaimRow.rows("", source: "c.csv") }
        #expect(throws: ArtifactError("c.csv, row 2: there is no column tier")) {
            try ClaimRow.rows("id\nx\n", source: "c.csv")
        }
    }

    @Test func declarationsAreChecked() {
        #expect(Rule.equivalence(to: 1, margin: 0).flaw == "expected a margin above 0")
        #expect(Rule.within(1...1).flaw == "expected two finite ends")
        #expect(Rule.within(1...(.infinity)).flaw == "expected two finite ends")
        #expect(Rule.atLeast(.nan).flaw == "expected a finite bound")
        #expect(Rule.greater(than: 0, negligible: -1).flaw == "expected a negligible difference of at least 0")
        #expect(Rule.size(0, .factor(2)).flaw == "expected a size other than 0 and a factor above 1")
        #expect(Rule.size(3, .factor(1)).flaw == "expected a size other than 0 and a factor above 1")
        #expect(Rule.size(3, .margin(3)).flaw == "expected a margin above 0 and below the size")
    }

    @Test(arguments: [
        (Rule.equivalence(to: 68, margin: 2), "equal to 68 ± 2"), (.within(0.5...2), "from 0.5 to 2"),
        (.within(-2...1e-20), "from -2 to 1e-20"), (.atLeast(99), "at least 99"), (.atMost(0.25), "at most 0.25"),
        (.greater(than: 0), "more than 0"), (.greater(than: 0, negligible: 0.5), "more than 0, less than 0.5 is none"),
        (.less(than: 3), "less than 3"), (.less(than: 3, negligible: 1), "less than 3, less than 1 is none"),
        (.size(38, .factor(1.5)), "size 38 within a factor of 1.5"), (.size(-36, .margin(3)), "size -36 ± 3"),
        (.none, "none"),
    ])
    func rulesAreTexts(rule: Rule, text: String) {
        #expect(rule.text == text && Rule(text: text) == rule)
        for damaged in [text + " ", text + " 1", " " + text, text.uppercased(), ""] { #expect(Rule(text: damaged) == nil) }
    }
}
