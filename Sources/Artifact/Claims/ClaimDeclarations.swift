/// What was declared, without results, as TOML 1.0: for people who want to see how rules changed, apart from numbers.
public enum ClaimDeclarations {
    /// One `[[claim]]` for each row, in the order of the paper; within a place primary first, then by id.
    public static func toml(_ rows: [ClaimRow]) -> String {
        let header = """
            # What the paper says, and the rule that decides on each statement. Written from the experiments'
            # declarations, in the order of the paper; results are in figures/*/claims.csv. Why the rules are as they
            # are: docs/claims.md.

            """
        return header + sorted(rows).map { "\n" + entry($0) }.joined()
    }

    /// In the order of the paper; what is not in it comes last.
    public static func sorted(_ rows: [ClaimRow]) -> [ClaimRow] {
        func key(_ row: ClaimRow) -> (tier: Int, id: String) { (Claim.Tier.allCases.firstIndex(of: row.tier)!, row.id) }
        return rows.sorted { a, b in
            switch (PaperPlace(a.place), PaperPlace(b.place)) {
            case (let own?, let other?) where own != other: own < other
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil) where a.place != b.place: a.place < b.place
            default: key(a) < key(b)
            }
        }
    }

    private static func entry(_ row: ClaimRow) -> String {
        let fields = [
            ("id", row.id), ("tier", row.tier.rawValue), ("place", row.place), ("quote", row.quote),
            ("statement", row.statement), ("unit", row.unit), ("paper", row.paper), ("rule", row.rule.text),
            ("because", row.because), ("decided", row.decided), ("over", row.over),
        ]
        let lines = fields.filter { !$0.1.isEmpty }.map { "\($0) = \(string($1))\n" }
        return "[[claim]]\n" + lines.joined()
    }

    /// A basic string: quotes, backslashes and control characters are escaped.
    static func string(_ text: String) -> String {
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
