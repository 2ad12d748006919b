import Artifact
import Statistics

/// What the human, and the CNN of the first seed, take one of the human's examples for.
struct HumanRow: Codable {
    /// Its index in the test set.
    let example: Int
    let label: Int
    let human: Int
    /// After 3000 steps, as in the authors' Figure 8.
    let cnn: Int

    static func rows(_ runs: [BenchmarkRun]) -> [HumanRow] {
        guard let cnn = Trials(runs)(.cnn, .original).first?.outcome.answersAtStep.values else { return [] }
        return Human.examples.indices.map { index in
            let example = Human.examples[index]
            return HumanRow(
                example: example, label: Human.labels[index], human: Human.answers[index], cnn: cnn[example])
        }
    }

    /// Right answers, the human's first; nil of no rows.
    static func pairs(_ rows: [HumanRow]) -> PairedProportions? {
        guard !rows.isEmpty else { return nil }
        func count(_ human: Bool, _ cnn: Bool) -> Int {
            rows.count { ($0.human == $0.label) == human && ($0.cnn == $0.label) == cnn }
        }
        return PairedProportions(
            both: count(true, true), first: count(true, false), second: count(false, true), neither: count(false, false))
    }

    /// Who is right where, and McNemar's test of it.
    static func table(_ rows: [HumanRow]) -> PrintedTable {
        var table = PrintedTable(header: ["Of \(rows.count) examples", "CNN right", "CNN wrong"])
        guard let pairs = pairs(rows) else { return table }
        table.append(["human right", "\(pairs.both)", "\(pairs.first)"])
        table.append(["human wrong", "\(pairs.second)", "\(pairs.neither)"])
        if let (lower, upper) = pairs.interval(level: 0.95) {
            let ends = [lower, upper].map { fixed(100 * $0, decimals: 1) }
            table.append([
                "human less CNN (points)", "\(fixed(100 * pairs.estimate, decimals: 1)) [\(ends[0]), \(ends[1])]", "",
            ])
        }
        table.append(["McNemar's p (two-sided)", fixed(pairs.pValue(unequal: 0), decimals: 3), ""])
        return table
    }
}
