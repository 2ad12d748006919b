/// What an experiment's options ask for, in parts that a ``Batch`` puts among those of other experiments.
protocol ExperimentWork: AnyObject, Sendable {
    var name: String { get }
    var options: ExperimentOptions { get }

    /// The lines to print where nothing is computed or drawn, as for `--list-runs`; nil otherwise.
    func listing() throws -> [String]?

    /// The identity of the run that `--only` names.
    func chosenIdentity() throws -> RunIdentity?
    /// Runs of other experiments that its runs may ask for.
    func foreign() throws -> Set<ForeignRun>
    func plans(_ run: RunIdentity) throws -> Bool
    /// Whether all runs are kept, seen without a lock.
    func isKept() throws -> Bool

    /// Whether some run gives a network to `--save-models`.
    func savesModels() throws -> Bool

    /// Takes the folder of results; one that is open already is shared.
    func open(_ stores: inout [String: RunStore]) throws
    /// Reads what is kept.
    ///
    /// - Returns: What is to be computed.
    func jobs() throws -> [ExperimentJob]
    /// Draws, or takes over, when all jobs are done.
    ///
    /// - Returns: The lines to print.
    func finish() throws -> [String]
    /// What a person wants to know when all is drawn, a line each; nothing before ``finish()``.
    var finding: [String] { get }
    /// About how long a core computes for a weight of 1; nil where nothing is known.
    var secondsPerWeight: Double? { get }
    /// How many runs there are, and were, after ``jobs()``; nil where none are computed.
    var progress: RunProgress? { get }
}

/// A run to be computed.
struct ExperimentJob: Sendable {
    /// In the experiment's own unit.
    let weight: Double
    /// Of the experiment's jobs, by their places.
    let prerequisites: [Int]
    let identity: RunIdentity
    /// Runs of other experiments that it asks for, with their short identities.
    let foreign: [ForeignRun: String]
    let body: @Sendable (Scheduler.JobContext) throws -> Void
}

extension Experiment {
    /// What the program prints for arguments that compute and draw nothing, such as `--list-runs`.
    public static func listing(_ arguments: [String]) throws -> [String] { try work(arguments, console: Console()).listing() ?? [] }

    static func work(_ arguments: [String], console: Console) throws -> any ExperimentWork {
        guard let experiment = try parseAsRoot(arguments) as? Self else { throw CleanExit.helpRequest(self) }
        return ExperimentDriver(experiment: experiment, console: console)
    }
}
