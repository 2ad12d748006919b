/// What is said of a claim before anything is measured; see ``Claim`` for what each part means.
public protocol ClaimDeclaration: Sendable {
    var id: String { get }
    var tier: Claim.Tier { get }
    var location: String { get }
    var quote: String { get }
    var statement: String { get }
    var unit: String { get }
    var paper: String { get }
    var rule: Rule { get }
    var because: String { get }
    var decided: String { get }
    var replicationUnit: String { get }
    var decimals: Int { get }
}

extension ClaimDeclaration {
    /// What is wrong with what was declared; nil if nothing is.
    public var flaw: String? {
        let hyphenated = id.split(separator: "-", omittingEmptySubsequences: false)
        guard !id.isEmpty, hyphenated.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isIdentifier) }) else {
            return "the id \"\(id)\" is not of lower case letters, digits and dots, joined by hyphens"
        }
        let texts = [
            ("place", location), ("statement", statement), ("paper", paper), ("because", because), ("over", replicationUnit),
            ("quote", quote), ("unit", unit),
        ]
        for (name, text) in texts {
            guard !text.contains(where: \.isNewline) else { return "\(name) has a line break" }
            guard !text.isEmpty || name == "unit" || (name == "quote" && tier == .extension) else {
                return "\(name) is empty"
            }
        }
        guard tier == .extension || PaperLocation(location) != nil else {
            return "\"\(location)\" is no location in the paper, such as Table 1, Figure 3b or Section 4.2"
        }
        if let flaw = rule.flaw { return "the rule \"\(rule.text)\": \(flaw)" }
        guard isDate(decided) else { return "decided \"\(decided)\" is not a date such as 2026-11-24" }
        guard (0...12).contains(decimals) else { return "decimals \(decimals), expected 0 to 12" }
        return nil
    }
}

private func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
    default: false
    }
}

/// Year, month and day of the calendar.
private func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (48...57).contains($0) }
    guard isPlain, parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
        let day = Int(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
}
