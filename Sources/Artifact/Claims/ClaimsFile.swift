/// `paper/claims.toml`: what was declared, without results, for people who want to see how rules changed apart from numbers.
public enum ClaimsFile {
    /// TOML 1.0: one `[[claim]]` for each declaration, in the order of the paper; within a location primary first, then by id.
    public static func toml(_ declarations: [some ClaimDeclaration]) -> String {
        let header = """
            # What the paper says, and the rule that decides on each statement. Written from the experiments'
            # declarations, in the order of the paper; results are in figures/*/claims.csv. Why the rules are as they
            # are: docs/claims.md.

            """
        return header + sorted(declarations).map { "\n" + entry($0) }.joined()
    }

    /// In the order of the paper; what is not in it comes last.
    public static func sorted<Declaration: ClaimDeclaration>(_ declarations: [Declaration]) -> [Declaration] {
        func key(_ claim: Declaration) -> (tier: Int, id: String) {
            (Claim.Tier.allCases.firstIndex(of: claim.tier)!, claim.id)
        }
        return declarations.sorted { a, b in
            switch (PaperLocation(a.location), PaperLocation(b.location)) {
            case (let own?, let other?) where own != other: own < other
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil) where a.location != b.location: a.location < b.location
            default: key(a) < key(b)
            }
        }
    }

    private static func entry(_ claim: some ClaimDeclaration) -> String {
        let fields = [
            ("id", claim.id), ("tier", claim.tier.rawValue), ("place", claim.location), ("quote", claim.quote),
            ("statement", claim.statement), ("unit", claim.unit), ("paper", claim.paper), ("rule", claim.rule.text),
            ("because", claim.because), ("decided", claim.decided), ("over", claim.replicationUnit),
        ]
        let lines = fields.filter { !$0.1.isEmpty }.map { "\($0) = \(string($1))\n" }
        return "[[claim]]\n" + lines.joined()
    }

    /// A basic string: quotes, backslashes and control characters are escaped.
    private static func string(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
