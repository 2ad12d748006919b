import ArgumentParser
import Artifact
import Foundation

/// What all runs cost, and how long they take on other numbers of cores.
struct Scaling: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how long all runs take on 1 to 16 cores, from the times that single runs took.",
        discussion: """
            Plays the order of the runs through on a clock that only counts. Each experiment writes how long its runs took beside its \
            results; a run whose time is not known counts as others of its kind, in proportion to its weight.

            EXAMPLE:
              artifact scaling --into Benchmarks
            """)

    @OptionGroup var options: ProgramOptions

    @Option(
        help:
            "The folder for scaling.md, core-minutes.md, and in running-times.csv the experiments all of whose times are known. (default: print the tables)"
    )
    var into: String?

    @Option(help: "Steps per second of other libraries, as speed measures them; none are compared where there is no such file.")
    var throughput = "Benchmarks/throughput.csv"

    func validate() throws {
        try Checks.path("into", into)
        try Checks.path("throughput", throughput)
    }

    func run() throws {
        let names = try options.programs().names
        let plans = try names.map { try TimedPlan($0, options) }
        let tables = [("scaling.md", try scaling(plans)), ("core-minutes.md", try coreMinutes(plans))]
        guard let into else { return print(tables.map(\.1).joined(separator: "\n"), terminator: "") }
        try FileOutput.createFolder(into)
        for (name, text) in tables {
            try FileOutput.writeIfChanged(Array(text.utf8), to: "\(into)/\(name)")
            print("\(into)/\(name)")
        }
        try RunningTimes("\(into)/running-times.csv").replaced(by: plans.filter { $0.recorded == $0.runs.count }.map(runningTime))
            .write(to: "\(into)/running-times.csv")
    }

    /// What an experiment takes alone on this machine's cores.
    private func runningTime(_ plan: TimedPlan) -> RunningTimes.Row {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return RunningTimes.Row(
            program: plan.name, runs: plan.runs.count,
            seconds: QueueSimulation.seconds([plan.study], cores: cores, sharing: false).rounded(), coreSeconds: plan.total.rounded(),
            cores: cores)
    }

    // MARK: Tables

    private func coreMinutes(_ plans: [TimedPlan]) throws -> String {
        let peers = try Throughput(throughput)
        let areKnown = !peers.libraries.isEmpty
        var table = PrintedTable(
            header: ["", "runs", "core minutes", "longest chain, s"] + (areKnown ? ["of which compared"] + peers.libraries : []))
        func append(_ name: String, _ plans: [TimedPlan]) {
            func minutes(_ seconds: Double) -> String { fixed(seconds / 60, decimals: 1) }
            var (own, others, runs) = (0.0, peers.libraries.map { _ in 0.0 }, 0)
            for plan in plans {
                for run in plan.runs {
                    guard let training = run.training, peers.knows(training.row) else { continue }
                    runs += 1
                    own += plan.seconds(of: run.label)
                    for (index, library) in peers.libraries.enumerated() {
                        others[index] += Double(training.steps) * peers.coreSecondsPerStep(training.row, library)
                    }
                }
            }
            let compared = runs > 0 ? [minutes(own)] + others.map(minutes) : [""] + others.map { _ in "" }
            table.append(
                [
                    name, "\(plans.reduce(0) { $0 + $1.runs.count })", minutes(plans.reduce(0) { $0 + $1.total }),
                    fixed(plans.map(\.study.chain).max() ?? 0, decimals: 1),
                ] + (areKnown ? compared : []))
        }
        for plan in plans { append(plan.name, [plan]) }
        append("together", plans)
        guard areKnown else { return table.markdown }
        return table.markdown + """

            Compared are runs that train a model of the table of throughput. What others need is their steps times measured core \
            seconds per step, without evaluation.

            """
    }

    private func scaling(_ plans: [TimedPlan]) throws -> String {
        let counts = [1, 2, 4, 8, 16]
        let studies = Self.studies(plans)
        let total = plans.reduce(0) { $0 + $1.total }
        let chain = Self.longestChain(plans)
        let runs = plans.reduce(0) { $0 + $1.runs.count }
        let recorded = plans.reduce(0) { $0 + $1.recorded }
        var table = PrintedTable(
            header: [
                "cores", "one after another, min", "efficiency", "sharing cores, min", "efficiency", "bound, min", "as many shards, min",
                "efficiency",
            ])
        for count in counts {
            let separate = QueueSimulation.seconds(studies, cores: count, sharing: false)
            let shared = QueueSimulation.seconds(studies, cores: count, sharing: true)
            let shards = try shardSeconds(plans, count)
            func cells(_ seconds: Double) -> [String] {
                [fixed(seconds / 60, decimals: 1), "\(fixed(100 * total / (Double(count) * max(seconds, 1e-9)), decimals: 0)) %"]
            }
            table.append(
                ["\(count)"] + cells(separate) + cells(shared) + [fixed(max(total / Double(count), chain) / 60, decimals: 1)]
                    + cells(shards))
        }
        return """
            \(runs) runs of \(plans.count) experiments at \(options.scale.rawValue) scale: \(fixed(total / 60, decimals: 1)) core minutes. The times of \(recorded) runs are measured; the others count in proportion to their weights. The longest chain takes \(fixed(chain / 60, decimals: 1)) min.

            \(table.markdown)
            """
    }

    // MARK: Times

    private static func studies(_ plans: [TimedPlan]) -> [QueueSimulation.Study] {
        let places = Dictionary(uniqueKeysWithValues: plans.enumerated().map { ($1.name, $0) })
        return plans.map { plan in
            var study = plan.study
            study.after = plan.foreign.compactMap { places[$0.experiment] }
            return study
        }
    }

    /// Those of an experiment that waits for a run of another one come after that.
    private static func longestChain(_ plans: [TimedPlan]) -> Double {
        let byName = Dictionary(uniqueKeysWithValues: plans.map { ($0.name, $0) })
        return plans.map { plan in
            plan.study.chain + (plan.foreign.compactMap { run in byName[run.experiment]?.seconds(of: run.label) }.max() ?? 0)
        }.max() ?? 0
    }

    /// What the slowest of so many processes with one core takes. One that needs a run of another experiment computes it itself.
    private func shardSeconds(_ plans: [TimedPlan], _ count: Int) throws -> Double {
        guard count > 1 else { return plans.reduce(0) { $0 + $1.total } }
        var slowest = 0.0
        for shard in 1...count {
            var total = 0.0
            var computed: Set<ForeignRun> = []
            var needed: Set<ForeignRun> = []
            for plan in plans {
                let part = try TimedPlan.lines(plan.name, options, ["--shard", "\(shard)/\(count)"])
                for run in part {
                    total += plan.seconds(of: run.label)
                    computed.insert(ForeignRun(plan.name, run.label))
                    needed.formUnion(run.foreign)
                }
            }
            for run in needed.subtracting(computed) { total += plans.first { $0.name == run.experiment }?.seconds(of: run.label) ?? 0 }
            slowest = max(slowest, total)
        }
        return slowest
    }
}

/// The runs of an experiment and their times.
private struct TimedPlan {
    /// A line of `--list-times`.
    struct Run {
        let label: String
        let weight: Double
        let seconds: Double?
        var prerequisites: [Int] = []
        var foreign: Set<ForeignRun> = []
        /// A row of the table of throughput.
        var training: (row: String, steps: Int)?
    }

    let name: String
    let runs: [Run]
    let study: QueueSimulation.Study
    private let byLabel: [String: Double]

    init(_ name: String, _ options: ProgramOptions) throws {
        self.name = name
        runs = try Self.lines(name, options, [])
        let seconds = Self.completed(runs)
        study = QueueSimulation.Study(weights: runs.map(\.weight), seconds: seconds, prerequisites: runs.map(\.prerequisites))
        byLabel = Dictionary(zip(runs.map(\.label), seconds), uniquingKeysWith: { first, _ in first })
    }

    var recorded: Int { runs.count { $0.seconds != nil } }
    var total: Double { study.seconds.reduce(0, +) }
    var foreign: Set<ForeignRun> { runs.reduce(into: []) { $0.formUnion($1.foreign) } }

    func seconds(of label: String) -> Double { byLabel[label] ?? 0 }

    static func lines(_ name: String, _ options: ProgramOptions, _ more: [String]) throws -> [Run] {
        try options.lines(of: name, ["--list-times"] + more).map { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 4, let weight = Double(words[2]) else { throw ArtifactError("\(name): listed \(line)") }
            var run = Run(label: words[1], weight: weight, seconds: Double(words[3]))
            for word in words.dropFirst(4) {
                let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
                let sides = word.split(separator: "=").map(String.init)
                if let number = Int(word) { run.prerequisites.append(number) }
                if sides.count == 2, let steps = Int(sides[1]) { run.training = (sides[0], steps) }
                if parts.count == 2 { run.foreign.insert(ForeignRun(parts[0], parts[1])) }
            }
            return run
        }
    }

    /// The time of each run: its own, or that of its weight at the rate of its kind, or else of all.
    private static func completed(_ runs: [Run]) -> [Double] {
        func rate(_ runs: [Run]) -> Double? {
            let known = runs.filter { $0.seconds != nil }
            let weight = known.reduce(0) { $0 + $1.weight }
            return weight > 0 ? known.reduce(0) { $0 + $1.seconds! } / weight : nil
        }
        let ofAll = rate(runs) ?? 0
        let kinds = Dictionary(grouping: runs) { $0.label.filter { !$0.isNumber } }.compactMapValues(rate)
        return runs.map { $0.seconds ?? $0.weight * (kinds[$0.label.filter { !$0.isNumber }] ?? ofAll) }
    }
}

/// Training steps per second of other libraries, each at its best: `model,library,cores,stepsPerSecond`, the rate that of all cores.
private struct Throughput {
    private struct Row: Decodable {
        let model: String
        let library: String
        let cores: Int
        let stepsPerSecond: Double
    }
    private let rows: [Row]
    /// In the order of the file.
    let libraries: [String]

    init(_ path: String) throws {
        let rows: [Row] = try CSV.table(at: path)?.values(source: path) ?? []
        if let index = rows.firstIndex(where: { $0.cores < 1 || !($0.stepsPerSecond > 0) }) {
            throw ArtifactError("\(path), row \(index + 2): expected cores and steps per second above 0")
        }
        self.rows = rows
        libraries = rows.map(\.library).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Whether all libraries were measured on this model.
    func knows(_ model: String) -> Bool {
        !libraries.isEmpty && libraries.allSatisfy { library in rows.contains { $0.model == model && $0.library == library } }
    }

    func coreSecondsPerStep(_ model: String, _ library: String) -> Double {
        rows.filter { $0.model == model && $0.library == library }.map { Double($0.cores) / $0.stepsPerSecond }.min() ?? .nan
    }
}
