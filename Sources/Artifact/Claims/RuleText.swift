/// A rule as one line, which people and ``ClaimRow`` read.
extension Rule: Codable {
    /// Such as `equal to 68 ± 2` or `size 38 within a factor of 1.5`.
    public var text: String { text(Self.number) }

    /// The same with three decimals where there are more, for tables. It is not read back.
    public var shortText: String {
        text { value in
            let exact = Self.number(value)
            return exact.count > 6 ? fixed(value, decimals: 3) : exact
        }
    }

    private func text(_ number: (Double) -> String) -> String {
        func negligible(_ value: Double) -> String { value == 0 ? "" : ", less than \(number(value)) is none" }
        return switch self {
        case .equivalence(let value, let margin): "equal to \(number(value)) ± \(number(margin))"
        case .within(let range): "from \(number(range.lowerBound)) to \(number(range.upperBound))"
        case .atLeast(let bound): "at least \(number(bound))"
        case .atMost(let bound): "at most \(number(bound))"
        case .greater(let bound, let none): "more than \(number(bound))\(negligible(none))"
        case .less(let bound, let none): "less than \(number(bound))\(negligible(none))"
        case .size(let size, .factor(let factor)): "size \(number(size)) within a factor of \(number(factor))"
        case .size(let size, .margin(let margin)): "size \(number(size)) ± \(number(margin))"
        case .none: "none"
        }
    }

    /// The rule that has this text; nil if none has, or if its numbers make no sense.
    public init?(text: String) {
        var words = text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
        let numbers = words.compactMap { Double($0) }
        // The text without its numbers is the kind of rule; the comparison below refuses what else differs.
        words.removeAll { Double($0) != nil }
        let rule: Rule
        switch (words.joined(separator: " "), numbers.count) {
        case ("equal to ±", 2): rule = .equivalence(to: numbers[0], margin: numbers[1])
        case ("from to", 2) where numbers[0] <= numbers[1]: rule = .within(numbers[0]...numbers[1])
        case ("at least", 1): rule = .atLeast(numbers[0])
        case ("at most", 1): rule = .atMost(numbers[0])
        case ("more than", 1): rule = .greater(than: numbers[0])
        case ("more than less than is none", 2): rule = .greater(than: numbers[0], negligible: numbers[1])
        case ("less than", 1): rule = .less(than: numbers[0])
        case ("less than less than is none", 2): rule = .less(than: numbers[0], negligible: numbers[1])
        case ("size within a factor of", 2): rule = .size(numbers[0], .factor(numbers[1]))
        case ("size ±", 2): rule = .size(numbers[0], .margin(numbers[1]))
        case ("none", 0): rule = .none
        default: return nil
        }
        guard rule.flaw == nil, rule.text == text else { return nil }
        self = rule
    }

    /// The shortest text that reads back as the same number, without `.0`.
    private static func number(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let rule = Rule(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not a rule")
        }
        self = rule
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
