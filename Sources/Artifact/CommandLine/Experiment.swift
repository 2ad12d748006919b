import ArgumentParser

/// A study: what is run, how one run goes, and what is drawn from the results.
///
/// A conforming type marked `@main` is an executable with all the options of ``ExperimentOptions``; properties
/// with `@Option` or `@Flag` are options of its own. Runs are computed once, in parallel, and kept
/// (``RunStore``); ``render(_:into:)`` sees only what is kept.
public protocol Experiment: ParsableCommand {
    /// Everything one run depends on. Its canonical JSON, the name and the version are the run's identity.
    associatedtype Configuration: Codable & Sendable
    /// What one run finds. NaN and infinities are kept.
    associatedtype Outcome: Codable & Sendable

    /// The name of the executable and of its folder of results: lower case, words joined by hyphens.
    static var name: String { get }
    /// One line: what is studied.
    static var summary: String { get }
    /// The claim, the paper's numbers, the running time, examples; shown by `--help`.
    static var details: String { get }
    /// Raise it when a change of code, here or below, changes any outcome. Older results are then left alone.
    static var version: Int { get }

    /// Declared as `@OptionGroup var options: ExperimentOptions`.
    var options: ExperimentOptions { get }

    /// All runs at `options.scale`, in the order in which ``render(_:into:)`` gets them. No two are equal.
    func configurations() throws -> [Configuration]

    /// A readable name for a run, such as `mlp-shuffled-seed42`. No part of its identity.
    static func label(of configuration: Configuration) -> String

    /// How long a run takes compared with the others: for the remaining time, and to start long runs first.
    static func weight(of configuration: Configuration) -> Double

    /// The runs whose outcomes a run asks for (``RunContext/outcome(of:as:)``); they are computed before it, on the same
    /// machine. All must be among ``configurations()``.
    static func prerequisites(of configuration: Configuration) -> [Configuration]

    /// Computes one run from its configuration alone: no clock, no global state, no option.
    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome

    /// SHA-256 of the data used, by name, for the provenance.
    func dataHashes() throws -> [String: String]

    /// Writes tables and figures from the finished runs.
    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws
}

extension Experiment {
    public static func weight(of configuration: Configuration) -> Double { 1 }
    public static func prerequisites(of configuration: Configuration) -> [Configuration] { [] }
    public func dataHashes() throws -> [String: String] { [:] }

    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: summary, usage: "\(name) [options]", discussion: details)
    }

    /// The program: parses the command line and runs. An error is one line on standard error.
    public static func main() { runAsProgram() }

    /// Lists, computes or draws, as the options say.
    public mutating func run() throws {
        try ExperimentDriver(experiment: self).run()
    }
}

/// A run and what it found.
public struct FinishedRun<Configuration: Sendable, Outcome: Sendable>: Sendable {
    public let identity: RunIdentity
    public let configuration: Configuration
    public let outcome: Outcome
}
