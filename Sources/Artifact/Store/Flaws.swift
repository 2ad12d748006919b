/// What is wrong with values that were read, in the same words everywhere; nil where nothing is.
///
///     static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
///         Flaws.steps("history", outcome.history.map(\.step), evaluations) ?? Flaws.losses("history", outcome.history.map(\.testLoss))
///     }
///
/// NaN is what a diverged run finds, and no flaw of an accuracy or a loss.
public enum Flaws {
    /// The first that there is.
    public static func first(_ flaws: [String?]) -> String? { flaws.lazy.compactMap(\.self).first }

    /// So many values, no more and no fewer.
    public static func count(_ what: String, _ found: Int, _ expected: Int) -> String? {
        found == expected ? nil : "\(what): expected \(expected) values, found \(found)"
    }

    /// Evaluations after these steps.
    public static func steps(_ what: String, _ found: [Int], _ expected: [Int]) -> String? {
        if let flaw = count(what, found.count, expected.count) { return flaw }
        guard let index = found.indices.first(where: { found[$0] != expected[$0] }) else { return nil }
        return "\(what)[\(index)].step: expected \(expected[index]), found \(found[index])"
    }

    /// At step 0, every `interval` steps and at the end.
    public static func evaluations(steps: Int, every interval: Int) -> [Int] {
        let regular = Array(stride(from: 0, through: steps, by: max(interval, 1)))
        return regular.last == steps ? regular : regular + [steps]
    }

    /// Parts of a whole in per cent.
    public static func percents(_ what: String, _ values: some Sequence<Double>) -> String? {
        all(what, values, "from 0 to 100") { $0.isNaN || (0...100).contains($0) }
    }

    /// Losses, none of which is below zero.
    public static func losses(_ what: String, _ values: some Sequence<Double>) -> String? {
        all(what, values, "of at least 0") { $0.isNaN || $0 > -1e-6 }
    }

    /// Numbers of a computation that cannot diverge; no larger than any that it finds.
    public static func finite(_ what: String, _ values: some Sequence<Double>, largest: Double = 1e9) -> String? {
        all(what, values, "of at most \(largest) in size") { $0.magnitude <= largest }
    }

    /// Whole numbers in a range.
    public static func whole(_ what: String, _ values: some Sequence<Int>, _ range: ClosedRange<Int>) -> String? {
        for (index, value) in values.enumerated() where !range.contains(value) {
            return "\(what)[\(index)]: expected a number from \(range.lowerBound) to \(range.upperBound), found \(value)"
        }
        return nil
    }

    private static func all(
        _ what: String, _ values: some Sequence<Double>, _ expected: String, _ isRight: (Double) -> Bool
    ) -> String? {
        for (index, value) in values.enumerated() where !isRight(value) {
            return "\(what)[\(index)]: expected a number \(expected), found \(value)"
        }
        return nil
    }
}
