import ArgumentParser
@_exported import Digests
@_exported import SourceManifest

/// A study: what is run, how one run goes, and what is drawn from the results.
///
/// A conforming type marked `@main`, or on which `main()` is called, is an executable with all the options of ``ExperimentOptions``; properties
/// with `@Option` or `@Flag` are options of its own. Runs are computed once, in parallel, and kept
/// (``RunStore``); ``render(_:into:)`` sees only what is kept.
///
/// What presents results (rows, figures, captions, claims, help texts) stands in the folder `Presentation` of the experiment:
/// it is no part of the code that identifies a run.
public protocol Experiment: ParsableCommand {
    /// Everything one run depends on besides the code. Alternatives are an enumeration with payloads.
    associatedtype Configuration: Codable & Sendable
    /// What one run finds. NaN and infinities are kept.
    associatedtype Outcome: Codable & Sendable

    /// The name of the executable and of its folders of results and figures: lower case, words joined by hyphens.
    static var name: String { get }
    /// What it is of the paper, in a few words without an end, such as `Figure 7: pooling and sample efficiency`.
    static var place: String { get }
    /// One line: what is studied. The default is the name.
    static var summary: String { get }
    /// The claim, the paper's numbers, the running time, examples; shown by `--help`.
    static var details: String { get }
    /// The code that can influence a run. Written at each build by `SourceManifestPlugin`, which the target must use.
    static var sources: SourceManifest { get }

    /// Declared as `@OptionGroup var options: ExperimentOptions`.
    var options: ExperimentOptions { get }

    /// The name of a second set of committed figures, such as those of other data; nil for the usual one.
    /// They have a folder of this name within the experiment's.
    var edition: String? { get }
    /// The options that choose the edition, such as `["--data", "full"]`.
    var editionOptions: [String] { get }

    /// All runs at `options.scale`, in the order in which ``render(_:into:)`` gets them. No two are equal.
    func configurations() throws -> [Configuration]

    /// A readable name for a run, such as `mlp-shuffled-seed42`. No part of its identity.
    static func label(of configuration: Configuration) -> String

    /// How long a run takes compared with the others: for the remaining time, and to start long runs first.
    static func weight(of configuration: Configuration) -> Double

    /// What a run trains, where it is a row of the table of throughput: the row's name and the number of steps. It says what the
    /// same runs cost in other libraries, and nothing else.
    static func training(of configuration: Configuration) -> (row: String, steps: Int)?

    /// Runs of one kind are computed by the same code. The default: those whose labels differ in numbers alone.
    static func kind(of configuration: Configuration) -> String

    /// The runs whose outcomes a run asks for (``RunContext/outcome(of:as:)``); they are computed before it, on the same
    /// machine. All must be among ``configurations()``.
    static func prerequisites(of configuration: Configuration) -> [Configuration]

    /// The same for runs of other experiments, which the program is linked with (``main(with:)``).
    static func foreignPrerequisites(of configuration: Configuration) -> [ForeignRun]

    /// Computes one run from its configuration alone: no clock, no global state, no option.
    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome

    // MARK: Parameters

    /// What can be set with `--set`: the leaves of the configurations' JSON, ``Changes`` included. Those that are missing here are known
    /// from their values alone.
    static var parameters: [RunParameter] { get }

    /// Names that paths begin with, and what people call them: a run that needs another one has its parameters too. Such as
    /// `("analysis.network.ticket", "search")`.
    static var aliases: [(String, String)] { get }

    /// Parameters that options of the experiment's own set, such as `--steps`; one of `--set` with the same path is refused beside it.
    var assignments: [Assignment] { get }

    /// Why a configuration cannot be run, such as a kernel longer than its signals; nil where it can.
    static func problem(with configuration: Configuration) -> String?

    /// What sweeps show of a run besides the metrics of its ``report()``.
    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement]

    /// Whether a run trains a network that it gives to ``RunContext/saveModel(_:)``; none does where it is not given.
    static func savesModel(_ configuration: Configuration) -> Bool

    /// SHA-256 of the data used, by name, for the provenance.
    func dataHashes() throws -> [String: String]

    /// Tables, figures and claims, as declarations. Nothing in it may need runs: drawing again from committed tables passes none.
    func report() throws -> Report<Self>

    /// Writes tables and figures from the finished runs, and judges claims. The default writes the ``report()``.
    ///
    /// Rows are made within the calls that write them: drawing again from committed tables passes no runs.
    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws
}

extension Experiment {
    /// A run of this experiment with what it found.
    public typealias Run = FinishedRun<Configuration, Outcome>

    public func report() throws -> Report<Self> { Report {} }
    public func render(_ runs: [Run], into figures: FigureFolder) throws { try report().write(runs, into: figures) }

    public static var place: String { summary }
    public static var summary: String { name }
    public static var details: String { "" }
    public var edition: String? { nil }
    public var editionOptions: [String] { [] }
    public static func weight(of configuration: Configuration) -> Double { 1 }
    public static func training(of configuration: Configuration) -> (row: String, steps: Int)? { nil }
    public static func kind(of configuration: Configuration) -> String { label(of: configuration).filter { !$0.isNumber } }
    public static func prerequisites(of configuration: Configuration) -> [Configuration] { [] }
    public static func foreignPrerequisites(of configuration: Configuration) -> [ForeignRun] { [] }
    public static var parameters: [RunParameter] { [] }
    public static var aliases: [(String, String)] { [] }
    public var assignments: [Assignment] { [] }
    public static func problem(with configuration: Configuration) -> String? { nil }
    public static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] { [] }
    public static func savesModel(_ configuration: Configuration) -> Bool { false }
    public func dataHashes() throws -> [String: String] { [:] }

    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: summary, usage: "\(name) [options]", discussion: details, version: packageVersion)
    }

    /// The program: parses the command line and runs. An error is one line on standard error.
    public static func main() { runAsProgram() }

    /// The same where its runs need some of other experiments.
    public static func main(with others: [any Experiment.Type]) { runAsProgram(with: others) }

    /// Lists, computes or draws, as the options say.
    public mutating func run() throws { try Batch(self).run() }
}

/// A run and what it found.
public struct FinishedRun<Configuration: Sendable, Outcome: Sendable>: Sendable {
    public let identity: RunIdentity
    public let configuration: Configuration
    public let outcome: Outcome
}
