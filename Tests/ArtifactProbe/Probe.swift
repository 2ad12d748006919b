import Artifact
import Foundation
import Plotting

/// A small experiment that the tests run as a user runs one, and kill, starve and damage.
///
/// `PROBE_PAUSE` slows each of a run's steps down by so many milliseconds, `PROBE_FAIL` is the seed of a run that fails,
/// `PROBE_LOG` is a file that gets a line for each run begun. None of them changes a result.
@main
struct Probe: Experiment {
    static let name = "probe"
    static let summary = "Iterate the logistic map."
    static let details = "Example: artifact-probe --scale quick --results /tmp/r --figures /tmp/f"

    @OptionGroup var options: ExperimentOptions

    @Option(help: "The map's parameter; 5 diverges.")
    var rate = 3.9

    @Option(help: "The number of steps. (default: 20, at quick scale 5)")
    var steps: Int?

    @Flag(help: "Also subtract the last orbit from the first one.")
    var difference = false

    struct Configuration: Codable, Sendable {
        var seed: Int
        var rate: Double
        var steps: Int
        /// The seed of the orbit to subtract, for a run of the second stage.
        var partner: Int?
    }

    struct Outcome: Codable, Sendable {
        var orbit: [Double]
        var last: Float
    }

    func configurations() -> [Configuration] {
        let orbits = options.seeds(default: Array(1...6)).map {
            Configuration(seed: $0, rate: rate, steps: steps ?? (options.scale == .quick ? 5 : 20))
        }
        guard difference, var pair = orbits.first else { return orbits }
        pair.partner = orbits.last!.seed
        return [pair] + orbits
    }

    static func label(of configuration: Configuration) -> String {
        "seed\(configuration.seed)" + (configuration.partner.map { "-minus-seed\($0)" } ?? "")
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        guard let partner = configuration.partner else { return [] }
        var (first, second) = (configuration, configuration)
        (first.partner, second.partner, second.seed) = (nil, nil, partner)
        return [first, second]
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let pair: [Outcome] = try prerequisites(of: configuration).map { try context.outcome(of: $0) }
        if !pair.isEmpty {
            let orbit = zip(pair[0].orbit, pair[1].orbit).map { $0 - $1 }
            return Outcome(orbit: orbit, last: Float(orbit.last!))
        }
        let environment = ProcessInfo.processInfo.environment
        let pause = Double(environment["PROBE_PAUSE"] ?? "") ?? 0
        var state = [1 / Double(configuration.seed + 1)]
        if let saved = context.savedState([Double].self, where: { _ in true }) { state = saved }
        if let path = environment["PROBE_LOG"], let file = fopen(path, "a") {
            fputs("seed \(configuration.seed) from step \(state.count - 1)\n", file)
            fclose(file)
        }
        if environment["PROBE_FAIL"] == "\(configuration.seed)" {
            throw ArtifactError("fails because PROBE_FAIL says so")
        }
        while state.count <= configuration.steps {
            let x = state.last!
            state.append(configuration.rate * x * (1 - x))
            if pause > 0 {
                Thread.sleep(forTimeInterval: pause / 1000)
                try context.saveState(state)
            }
            context.report(fraction: Double(state.count - 1) / Double(configuration.steps))
        }
        return Outcome(orbit: state, last: Float(state.last!))
    }

    struct Row: Codable {
        var seed: Int
        var step: Int
        var x: Double
    }

    struct FinalRow: Codable {
        var seed: Int
        var last: Float
    }

    private func orbits(_ runs: [FinishedRun<Configuration, Outcome>]) -> [Row] {
        runs.flatMap { run in
            run.outcome.orbit.enumerated().map { Row(seed: run.configuration.seed, step: $0, x: $1) }
        }
    }

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.draw(
            "orbits", caption: "Orbits.",
            rows: orbits(runs)
        ) { rows in
            Figure(width: .single, height: 60) {
                Plot(x: .linear("Step"), y: .linear("Population")) {
                    Line(rows, x: \.step, y: \.x, series: { "seed \($0.seed)" })
                }
            }
        }
        try figures.tabulate(
            "last", caption: "Where orbits end.",
            rows: runs.map { FinalRow(seed: $0.configuration.seed, last: $0.outcome.last) }
        ) { rows in
            var table = PrintedTable(header: ["seed", "last"])
            for row in rows { table.append(["\(row.seed)", fixed(Double(row.last), decimals: 3)]) }
            return table
        }
    }
}
