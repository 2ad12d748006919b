import Artifact
import Statistics
import Testing

@Suite struct SummaryTextTests {
    @Test func meanAndDeviation() {
        #expect(Summary([2, 4, 4, 4, 5, 5, 7, 9]).text(decimals: 1) == "5.0 ± 2.1")
        #expect(Summary([3]).text(decimals: 1) == "3.0")
    }
}
