import Artifact
import Plotting
import Statistics

/// The differences between two sets of runs, paired by configuration.
struct PairedComparison {
    /// One number of one configuration, over all its pairs.
    struct Line: Encodable {
        let group: String
        /// What the runs of an experiment are called, without seeds and data; nil of a table's rows.
        let run: String?
        /// The settings in which lines differ.
        let configuration: [String: String]
        let metric: String
        let pairs: Int
        /// Pairs of which one side is no finite number; they are in no mean of differences.
        let diverged: Int
        /// Means; where no pair is finite on both sides, of what is finite on this one.
        let a: Double
        let b: Double
        let difference: Double
        let lower: Double?
        let upper: Double?
        let verdict: Verdict

        var name: String {
            let settings = run.map { [$0] } ?? configuration.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            return ([group] + settings + [metric]).filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }

    enum Verdict: String, Encodable { case equal, better, worse, undecided }

    struct Summary: Encodable {
        let a: String
        let b: String
        let pairs: Int
        let onlyInA: Int
        let onlyInB: Int
        let damagedInA: Int
        let damagedInB: Int
        let level: Double
        let lines: [Line]
    }

    let lines: [Line]
    let summary: Summary
    var regressions: [Line] { lines.filter { $0.verdict == .worse } }
    /// Rows of tables that A has and B lacks, as they are where a training diverged.
    let lostRows: [String]
    /// What B lacks of A, and what is damaged: each in words.
    let missing: [String]

    private struct Pair {
        let a: ComparedRuns.Run
        let b: ComparedRuns.Run
        /// The settings over which no mean is taken.
        let settings: [String: String]
    }

    /// `hidden5`, or `hidden5 and hidden20` where the setting that is ignored is part of it.
    private static func name(_ pair: Pair) -> String? {
        let names = [pair.a.label, pair.b.label].compactMap { $0?.replacing(/-(data|seed)[0-9a-f]+\b/, with: "") }
        return names.isEmpty ? nil : unique(names).joined(separator: " and ")
    }

    /// - Parameter metrics: The numbers that are asked for; those with accuracy in their names, or all, where there are none.
    init(
        _ a: ComparedRuns, _ b: ComparedRuns, metrics asked: [String], ignoring: [String], over: [String], level: Double,
        minimumEffect: Double
    ) throws {
        let settings = unique(a.settings + b.settings)
        func chosen(_ names: [String], _ option: String) throws -> Set<String> {
            Set(
                try names.flatMap { name in
                    let found = ColumnNames.settings(name, among: settings)
                    guard !found.isEmpty else { throw ArtifactError("\(option) \(name): expected one of \(ColumnNames.list(settings))") }
                    return found
                })
        }
        let ignored = try chosen(ignoring, "--ignore")
        let seeds =
            try over.isEmpty
            ? Set(settings.filter { $0.split(separator: ".").last?.lowercased().contains("seed") ?? false }) : chosen(over, "--over")
        let pairs = try Self.pairs(a, b, ignored: ignored, seeds: seeds)
        let metrics = try Self.metrics(a, b, asked)
        // What tells the lines of one experiment apart.
        let varied = Dictionary(grouping: pairs, by: \.a.group).mapValues { pairs in
            Set(settings.filter { name in Set(pairs.map { $0.settings[name] }).count > 1 })
        }
        var lines: [Line] = []
        for (key, group) in pairs.grouped(by: { pair in [pair.a.group] + settings.map { pair.settings[$0] ?? "" } }) {
            for metric in metrics {
                guard a.has(metric, in: key[0]), b.has(metric, in: key[0]) else { continue }
                let values = group.compactMap { pair -> (a: Double, b: Double)? in
                    let own = pair.a.numbers.first { $0.name == metric }
                    let other = pair.b.numbers.first { $0.name == metric }
                    // What only one side lacks is lost there, as what diverged is.
                    return own == nil && other == nil ? nil : (own?.value ?? .nan, other?.value ?? .nan)
                }
                guard !values.isEmpty else { continue }
                lines.append(
                    Self.line(
                        key[0], Self.name(group[0]), group[0].settings.filter { varied[key[0]]!.contains($0.key) }, metric, values,
                        level: level,
                        minimumEffect: minimumEffect))
            }
        }
        guard !lines.isEmpty else {
            throw ArtifactError(
                "\(a.path), \(b.path): the runs that pair have none of the numbers \(ColumnNames.list(metrics)) on both sides")
        }
        self.lines = lines
        let paired = Set(pairs.map { Self.key($0.a, ignored) })
        let onlyInA = a.runs.filter { !paired.contains(Self.key($0, ignored)) }
        lostRows = onlyInA.filter { $0.label == nil }.map { Self.shown($0, ignored) }
        let lostNumbers = metrics.filter { metric in pairs.contains { a.has(metric, in: $0.a.group) && !b.has(metric, in: $0.a.group) } }
        missing =
            onlyInA.map { $0.label ?? Self.shown($0, ignored) } + lostNumbers.map { "the number \($0)" }
            + (a.damaged + b.damaged).map { "\($0), which is damaged" }
        summary = Summary(
            a: a.path, b: b.path, pairs: pairs.count, onlyInA: onlyInA.count, onlyInB: b.runs.count - pairs.count,
            damagedInA: a.damaged.count, damagedInB: b.damaged.count, level: level, lines: lines)
    }

    // MARK: Pairs

    /// What a run has in common with its partner.
    private static func key(_ run: ComparedRuns.Run, _ ignored: Set<String>) -> [String] {
        [run.group]
            + run.configuration.filter { !ignored.contains($0.name) }.sorted { $0.name < $1.name }.map { "\($0.name) \($0.value)" }
    }

    private static func shown(_ run: ComparedRuns.Run, _ ignored: Set<String>) -> String {
        key(run, ignored).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func pairs(
        _ a: ComparedRuns, _ b: ComparedRuns, ignored: Set<String>, seeds: Set<String>
    ) throws -> [Pair] {
        func byKey(_ side: ComparedRuns) throws -> [[String]: ComparedRuns.Run] {
            var runs: [[String]: ComparedRuns.Run] = [:]
            for run in side.runs {
                guard runs.updateValue(run, forKey: key(run, ignored)) == nil else {
                    throw ArtifactError(
                        "\(side.path): two runs have the configuration \(shown(run, ignored)); --ignore leaves out too much, or a column is missing"
                    )
                }
            }
            return runs
        }
        let (first, second) = (try byKey(a), try byKey(b))
        let pairs = a.runs.compactMap { run in
            second[key(run, ignored)].map { other in
                Pair(
                    a: run, b: other,
                    settings: Dictionary(
                        run.configuration.filter { !seeds.contains($0.name) && !ignored.contains($0.name) }.map { ($0.name, $0.value) },
                        uniquingKeysWith: { first, _ in first }))
            }
        }
        guard pairs.isEmpty else { return pairs }
        guard !first.isEmpty, !second.isEmpty else { throw ArtifactError("\(first.isEmpty ? a.path : b.path): has no runs") }
        throw ArtifactError(
            "\(a.path), \(b.path): no run of one has the configuration of one of the other; \(advice(a, b, ignored: ignored))")
    }

    /// What makes runs pair that do not.
    private static func advice(_ a: ComparedRuns, _ b: ComparedRuns, ignored: Set<String>) -> String {
        let settings = unique(a.settings + b.settings)
        func values(_ side: ComparedRuns, _ name: String) -> Set<String> {
            Set(side.runs.compactMap { $0.configuration.first { $0.name == name }?.value })
        }
        // What is one thing in A and another in B keeps runs from pairing.
        var different = settings.filter { !ignored.contains($0) && values(a, $0).isDisjoint(with: values(b, $0)) }
        if different.isEmpty {
            different = settings.filter { name in
                let less = ignored.union([name])
                return !Set(a.runs.map { key($0, less) }).isDisjoint(with: b.runs.map { key($0, less) })
            }
        }
        let whole = different.filter { a.wholeNumbers.contains($0) && b.wholeNumbers.contains($0) }
        let results = whole.filter(isResult)
        let others = different.filter { !results.contains($0) }
        var words: [String] = []
        if !others.isEmpty {
            words.append("--ignore \(ColumnNames.words(ColumnNames.ends(of: others, among: settings))) leaves out what differs")
        }
        if !whole.isEmpty {
            words.append(
                "--metric \(ColumnNames.words(results.isEmpty ? whole : results)) compares whole numbers, which are settings otherwise")
        }
        return words.isEmpty ? "they are of other experiments" : words.joined(separator: "; ")
    }

    /// Whether a column of whole numbers has the name of what is found rather than set.
    private static func isResult(_ name: String) -> Bool {
        ["acc", "loss", "error", "score", "correct"].contains { name.lowercased().contains($0) }
    }

    private static func metrics(_ a: ComparedRuns, _ b: ComparedRuns, _ asked: [String]) throws -> [String] {
        let names = unique(a.names + b.names)
        let whole = unique(a.wholeNumbers + b.wholeNumbers)
        guard !names.isEmpty || whole.isEmpty else {
            let likely = whole.filter(isResult)
            throw ArtifactError(
                "\(a.path), \(b.path): have whole numbers alone, which are settings; "
                    + "--metric \(ColumnNames.words(likely.isEmpty ? whole : likely)) compares them")
        }
        guard !asked.isEmpty else {
            let usual = names.filter { $0.lowercased().contains("accuracy") }
            return usual.isEmpty ? names : usual
        }
        return unique(
            try asked.flatMap { metric in
                let found = ColumnNames.matching(metric, among: names)
                guard !found.isEmpty else { throw ArtifactError("--metric \(metric): expected one of \(ColumnNames.list(names))") }
                return found
            })
    }

    // MARK: Lines

    private static func isBetterLower(_ metric: String) -> Bool {
        ["loss", "error", "time", "seconds"].contains { metric.lowercased().contains($0) }
    }

    private static func line(
        _ group: String, _ run: String?, _ configuration: [String: String], _ metric: String, _ values: [(a: Double, b: Double)],
        level: Double,
        minimumEffect: Double
    ) -> Line {
        let finite = values.filter { $0.a.isFinite && $0.b.isFinite }
        let inference = StudentInference(meanOf: finite.map { $0.b - $0.a })
        let interval = finite.count > 1 ? inference.interval(level: level) : nil
        let sign = isBetterLower(metric) ? -1.0 : 1
        // The ends of the gain: the interval, or the difference of a single pair.
        let (low, high) = interval ?? (inference.estimate, inference.estimate)
        let gains = [sign * low, sign * high].sorted()
        let verdict: Verdict =
            if values.contains(where: { $0.a.isFinite && !$0.b.isFinite }) || gains[1] < -minimumEffect {
                .worse
            } else if values.contains(where: { !$0.a.isFinite && $0.b.isFinite }) || gains[0] > minimumEffect {
                .better
            } else {
                finite.allSatisfy { $0.a == $0.b } ? .equal : .undecided
            }
        return Line(
            group: group, run: run, configuration: configuration, metric: metric, pairs: values.count,
            diverged: values.count - finite.count, a: mean(finite, values, \.a), b: mean(finite, values, \.b),
            difference: inference.estimate,
            lower: interval?.lower, upper: interval?.upper, verdict: verdict)
    }

    /// Of one side of the pairs that are finite on both, or of what is finite on it where no pair is.
    private static func mean(
        _ finite: [(a: Double, b: Double)], _ all: [(a: Double, b: Double)], _ side: (((a: Double, b: Double)) -> Double)
    ) -> Double {
        Statistics.Summary(finite.isEmpty ? all.map(side).filter(\.isFinite) : finite.map(side)).mean
    }

    // MARK: What is shown

    /// Those of tables; runs of experiments have names.
    private var varied: [String] { unique(lines.filter { $0.run == nil }.flatMap { $0.configuration.keys.sorted() }) }
    private var haveNames: Bool { lines.contains { $0.run != nil } }

    var table: Table {
        get throws {
            var table = Table(
                columns: ["group"] + (haveNames ? ["run"] : []) + varied + [
                    "metric", "pairs", "diverged", "a", "b", "difference", "lower", "upper", "verdict",
                ])
            for line in lines {
                var row = [line.group]
                if haveNames { row.append(line.run ?? "") }
                row += varied.map { line.configuration[$0] ?? "" }
                row += [line.metric, "\(line.pairs)", "\(line.diverged)"]
                row += [line.a, line.b, line.difference].map { "\($0)" }
                row += [line.lower, line.upper].map { $0.map { "\($0)" } ?? "" }
                row.append(line.verdict.rawValue)
                table.append(row)
            }
            return table
        }
    }

    var text: String {
        func number(_ value: Double) -> String { fixed(value, decimals: abs(value) < 1 ? 4 : 2) }
        func side(_ value: Double) -> String { value.isFinite ? number(value) : "diverged" }
        let percent = fixed(100 * summary.level, decimals: 0)
        var printed = PrintedTable(header: ["numbers", "pairs", "A", "B", "B - A", "\(percent) % interval", "verdict"])
        for line in lines where line.verdict != .equal || line.diverged > 0 {
            let interval = line.lower.flatMap { low in line.upper.map { "[\(number(low)), \(number($0))]" } } ?? ""
            let diverged = line.diverged > 0 ? ", \(line.diverged) diverged" : ""
            printed.append([
                line.name, "\(line.pairs)\(diverged)", side(line.a), side(line.b),
                line.difference.isFinite ? number(line.difference) : "", interval,
                line.verdict.rawValue,
            ])
        }
        let counts = Verdict.allCases.map { verdict in (verdict, lines.count { $0.verdict == verdict }) }.filter { $0.1 > 0 }
        let words = counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
        let damaged = [(summary.damagedInA, "A"), (summary.damagedInB, "B")].filter { $0.0 > 0 }.map { "; \($0.0) damaged in \($0.1)" }
        return (printed.rows.isEmpty ? "" : printed.markdown)
            + "\(summary.pairs) pairs; \(summary.onlyInA) runs only in A, \(summary.onlyInB) only in B\(damaged.joined()); "
            + "of \(lines.count) lines \(words)"
    }

    /// A panel for each number: the difference against what A has.
    var figure: Figure {
        let shown = lines.filter { $0.a.isFinite && $0.difference.isFinite }
        let metrics = unique(shown.map(\.metric))
        var figure = Figure(
            width: metrics.count > 1 ? .double : .single, height: 62 * Double((metrics.count + 1) / 2),
            columns: min(2, max(1, metrics.count))
        ) {
            if metrics.isEmpty { Plot("No pair is finite", x: .linear("A"), y: .linear("B less A")) { Rule(y: 0.0) } }
            for metric in metrics {
                Plot(metric, x: .linear("A"), y: .linear("B less A")) {
                    Rule(y: 0.0)
                    Dot(shown.filter { $0.metric == metric }, x: \.a, y: \.difference, low: \.lower, high: \.upper)
                }
            }
        }
        figure.note =
            "A: \(summary.a). B: \(summary.b). Means of paired differences with their \(fixed(100 * summary.level, decimals: 0)) % intervals."
        return figure
    }
}

extension PairedComparison.Verdict: CaseIterable {}
