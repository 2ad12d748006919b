import Artifact

/// One statement of the paper that runs can support or contradict.
struct Claim: Sendable {
    /// Short and stable: lower case, words joined by hyphens. Names the claim's numbers in the paper.
    let id: String
    /// Where the paper makes it, such as `Table 1`.
    let place: String
    let statement: String
    /// The paper's value as it prints it, or what it says where it prints none.
    let paper: String
    let criterion: Criterion
    let decimals: Int
    let finding: Finding

    /// What the results have to say.
    enum Finding: Sendable, Equatable {
        case measured(Estimate)
        /// The reason why not.
        case untested(String)
    }

    init(
        _ id: String, _ place: String, _ statement: String, paper: String, _ criterion: Criterion, decimals: Int,
        finding: Finding
    ) {
        self.id = id
        self.place = place
        self.statement = statement
        self.paper = paper
        self.criterion = criterion
        self.decimals = decimals
        self.finding = finding
    }

    var verdict: Verdict {
        switch finding {
        case .measured(let estimate): criterion.verdict(estimate)
        case .untested: .notTested
        }
    }
}
