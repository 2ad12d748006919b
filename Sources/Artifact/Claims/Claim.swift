/// One statement of the paper that runs can support or contradict, with the rule that decides and the evidence.
///
/// Everything but the evidence is fixed before the numbers are known, and is written to `paper/claims.toml`.
public struct Claim: ClaimDeclaration {
    /// The rule's type, by a name that the plotting library's lines do not have.
    public typealias Rule = Artifact.Rule

    /// Which list a claim belongs to.
    public enum Tier: String, Codable, Sendable, CaseIterable {
        /// What the paper says itself, at most one or two from each sentence. The counts are of these.
        case primary
        /// What follows from primary ones, or repeats one for another condition.
        case derived
        /// Ours: the paper does not say it.
        case `extension`
    }

    /// Short and stable: lower case letters, digits and dots, words joined by hyphens. Names the claim's numbers in the paper.
    public let id: String
    public let tier: Tier
    /// Where the paper makes it, such as `Table 1`, `Figure 3b`, `Section 4.2`: see ``PaperLocation``.
    public let location: String
    /// The paper's words, as they stand there, short. Empty only in an extension.
    public let quote: String
    /// What is measured, in words, without the unit.
    public let statement: String
    /// Such as `%` or `points`; empty for a pure number.
    public let unit: String
    /// The paper's value as it prints it, or the word that it uses.
    public let paper: String
    public let rule: Rule
    /// Why this rule: from the paper alone.
    public let because: String
    /// When rule and reason were last changed, as `2026-11-24`.
    public let decided: String
    /// The unit of replication and what varies with it, such as `seeds (initial weights, order of batches)`.
    public let replicationUnit: String
    /// How many decimals tables print.
    public let decimals: Int
    public let evidence: Evidence

    /// Stops the program where a declaration makes no sense, and says why: ``flaw``.
    public init(
        _ id: String, _ tier: Tier, at location: String, quote: String, statement: String, unit: String = "",
        paper: String, rule: Rule, because: String, decided: String, over replicationUnit: String, decimals: Int = 1,
        evidence: Evidence
    ) {
        self.id = id
        self.tier = tier
        self.location = location
        self.quote = quote
        self.statement = statement
        self.unit = unit
        self.paper = paper
        self.rule = rule
        self.because = because
        self.decided = decided
        self.replicationUnit = replicationUnit
        self.decimals = decimals
        self.evidence = evidence
        if let flaw { preconditionFailure("claim \(id): \(flaw)") }
    }

    public var judgement: Judgement { Judgement(rule, evidence) }
}
