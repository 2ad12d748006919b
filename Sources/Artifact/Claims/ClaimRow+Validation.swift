/// What a row must be, whoever wrote it.
extension ClaimRow {
    /// What is wrong with the row; nil if nothing is.
    var rowFlaw: String? {
        if let flaw { return flaw }
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
}

extension ClaimRow {
    /// The text of `claims.csv`.
    /// Empty without claims.
    public static func csv(_ rows: [ClaimRow]) throws -> String { rows.isEmpty ? "" : CSV.text(try Table(rows)) }

    /// The rows of a `claims.csv`, each one checked. Errors name the file, the row as counted in the file, and what is wrong.
    public static func rows(_ text: String, source: String) throws -> [ClaimRow] {
        let rows = try CSV.table(text, source: source).values(as: ClaimRow.self, source: source)
        var lines: [String: Int] = [:]
        for (number, row) in rows.enumerated() {
            let location = "\(source), row \(number + 2)"
            if let flaw = row.rowFlaw { throw ArtifactError("\(location), claim \(row.id): \(flaw)") }
            if let first = lines.updateValue(number + 2, forKey: row.id) {
                throw ArtifactError("\(location), claim \(row.id): is there already, in row \(first)")
            }
        }
        return rows
    }
}
