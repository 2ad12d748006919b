import Artifact
import Testing

/// `paper/claims.toml`, and which verdicts stand when all are asked at once.
@Suite struct ClaimsFileTests {
    @Test func declarationsWithoutResults() {
        let row = ClaimRow(
            ClaimTestValues.claim(quote: "a \"quote\" \\ tab\tend", because: "± is a tolerance\u{1}", evidence: .sample([1, 2])))
        let toml = ClaimsFile.toml([row])
        #expect(
            toml.hasSuffix(
                #"""

                [[claim]]
                id = "mlp-original"
                tier = "primary"
                place = "Table 1"
                quote = "a \"quote\" \\ tab\tend"
                statement = "MLP: test accuracy"
                unit = "%"
                paper = "68 ± 2"
                rule = "equal to 68 ± 2"
                because = "± is a tolerance\u0001"
                decided = "2026-11-24"
                over = "seeds (initial weights, order of batches)"

                """#))
        // Other results, the same text.
        let other = ClaimRow(
            ClaimTestValues.claim(
                quote: "a \"quote\" \\ tab\tend", because: "± is a tolerance\u{1}", evidence: .untested("not yet")))
        #expect(ClaimsFile.toml([other]) == toml)
    }

    @Test func theOrderIsThePapers() {
        let locations = [
            "Abstract", "Figure 2", "Table 1", "Section 3", "Section 4", "Section 4.1", "Figure 3", "Figure 3a", "Figure 3b",
            "Section 4.2", "Figure 4", "Figure 7", "Section 5", "Appendix A", "Figure 8", "Figure 10", "Table 2",
        ]
        let inOrder = locations.enumerated().map { ClaimTestValues.row("c\($0.offset)", at: $0.element) }
        #expect(ClaimsFile.sorted(inOrder.reversed()) == inOrder)
        let mixed = [
            ClaimTestValues.row("z", .extension, at: "B elsewhere"), ClaimTestValues.row("y", .extension, at: "A elsewhere"),
            ClaimTestValues.row("a", .derived), ClaimTestValues.row("c", .primary), ClaimTestValues.row("b", .primary),
            ClaimTestValues.row("d", .extension, at: "Table 2"),
        ]
        #expect(ClaimsFile.sorted(mixed).map(\.id) == ["b", "c", "a", "d", "y", "z"])
    }

    @Test(arguments: ["Figure 11", "Figure 100", "Section 4.7", "Section 44", "Table 3", "", "figure 1", "Figure"])
    func otherTextsAreNone(text: String) { #expect(PaperLocation(text) == nil) }

    @Test func holmOverPrimaryClaims() throws {
        // 5 equal values have p = 1/32 each: alone it passes, as one of two it does not.
        let equal = Evidence.sample([1, 1, 1, 1, 1])
        let first = ClaimTestValues.row("first", rule: .atLeast(0), evidence: equal)
        let second = ClaimTestValues.row("second", rule: .atLeast(0), evidence: equal)
        let contradicted = ClaimTestValues.row("contradicted", rule: .atMost(0), evidence: equal)
        let derived = ClaimTestValues.row("derived", .derived, rule: .atLeast(0), evidence: equal)
        let untested = ClaimTestValues.row("untested", evidence: .untested("why"))
        let single = ClaimTestValues.row("single", rule: .atLeast(0), evidence: .sample([1]))

        let alone = HolmProcedure([first, derived, untested])
        #expect(alone.count == 1 && alone.adjustedP(first) == 1.0 / 32 && !alone.fails(first))
        #expect(alone.adjustedP(derived) == nil && !alone.fails(derived) && !alone.fails(untested))

        let both = HolmProcedure([first, second])
        #expect(both.adjustedP(second) == 1.0 / 16 && both.fails(first) && both.fails(second))

        // Claims against which there is evidence are a family of their own; each counts in both.
        let mixed = HolmProcedure([first, contradicted])
        #expect(contradicted.verdict == .notReproduced && contradicted.p == 1 && contradicted.pAgainst == 1.0 / 32)
        #expect(mixed.fails(first) && mixed.fails(contradicted) && mixed.adjustedP(contradicted) == 1.0 / 16)

        // A claim without enough runs counts.
        #expect(HolmProcedure([first, single]).fails(first))
        #expect(HolmProcedure([]).count == 0)
    }
}
