/// What a row must be, whoever wrote it.
extension ClaimRow {
    /// What is wrong with what was declared; nil if nothing is.
    var declarationFlaw: String? {
        let hyphenated = id.split(separator: "-", omittingEmptySubsequences: false)
        guard !id.isEmpty, hyphenated.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isIdentifier) }) else {
            return "the id \"\(id)\" is not of lower case letters, digits and dots, joined by hyphens"
        }
        let texts = [
            ("place", place), ("statement", statement), ("paper", paper), ("because", because), ("over", over),
            ("quote", quote), ("unit", unit),
        ]
        for (name, text) in texts {
            guard !text.contains(where: \.isNewline) else { return "\(name) has a line break" }
            guard !text.isEmpty || name == "unit" || (name == "quote" && tier == .extension) else {
                return "\(name) is empty"
            }
        }
        guard tier == .extension || PaperPlace(place) != nil else {
            return "\"\(place)\" is no place of the paper, such as Table 1, Figure 3b or Section 4.2"
        }
        if let flaw = rule.flaw { return "the rule \"\(rule.text)\": \(flaw)" }
        guard Self.isDate(decided) else { return "decided \"\(decided)\" is not a date such as 2026-11-24" }
        guard (0...12).contains(decimals) else { return "decimals \(decimals), expected 0 to 12" }
        return nil
    }

    /// What is wrong with the row; nil if nothing is.
    var flaw: String? {
        if let declarationFlaw { return declarationFlaw }
        for (name, value) in [("estimate", estimate), ("lower", lower), ("upper", upper), ("detectable", detectable)] {
            guard value?.isFinite ?? true else { return "\(name) is not finite" }
        }
        guard level == Judgement.level else { return "level \(level), expected \(Judgement.level)" }
        guard (lower == nil) == (upper == nil) else { return "an interval has two ends" }
        if let lower, let upper, !(lower <= upper) { return "lower \(lower) is above upper \(upper)" }
        guard lower == nil || estimate != nil else { return "there is an interval without an estimate" }
        guard count >= 0, count > 0 || estimate == nil else { return "count \(count) behind an estimate" }
        for (name, p) in [("p", p), ("pAgainst", pAgainst)] {
            guard p.map({ (0...1).contains($0) }) ?? true else { return "\(name) is not from 0 to 1" }
        }
        guard detectable ?? 0 >= 0 else { return "detectable is below 0" }
        return verdictFlaw
    }

    /// A verdict must follow from the row's own numbers.
    private var verdictFlaw: String? {
        let holds = (p ?? 1) <= Judgement.tail
        let fails = (pAgainst ?? 1) <= Judgement.tail
        let agrees =
            switch verdict {
            case .reproduced: holds && !fails
            case .partly: fails
            case .notReproduced: fails && !holds
            case .inconclusive: !holds && !fails && reason != nil
            case .notTested: estimate == nil && p == nil && pAgainst == nil && reason != nil
            }
        return agrees ? nil : "the verdict \"\(verdict.rawValue)\" does not follow from p, pAgainst and reason"
    }

    private static func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// Year, month and day of the calendar.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (48...57).contains($0) }
        guard isPlain, parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }
}

extension ClaimRow {
    /// The text of `claims.csv`.
    public static func csv(_ rows: [ClaimRow]) throws -> String { CSV.text(try Table(rows)) }

    /// The rows of a `claims.csv`, each one checked. Errors name the file, the row as counted in the file, and what is wrong.
    public static func rows(_ text: String, source: String) throws -> [ClaimRow] {
        let rows = try CSV.table(text, source: source).values(as: ClaimRow.self, source: source)
        var lines: [String: Int] = [:]
        for (number, row) in rows.enumerated() {
            let place = "\(source), row \(number + 2)"
            if let flaw = row.flaw { throw ArtifactError("\(place), claim \(row.id): \(flaw)") }
            if let first = lines.updateValue(number + 2, forKey: row.id) {
                throw ArtifactError("\(place), claim \(row.id): is there already, in row \(first)")
            }
        }
        return rows
    }
}
