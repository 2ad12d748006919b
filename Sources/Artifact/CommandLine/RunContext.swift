/// What a run may use besides its configuration. Nothing here may change its outcome.
public struct RunContext: Sendable {
    /// How many threads the run may use itself; 1 while there are enough runs to fill the machine.
    public let threads: Int
    /// The package's folder, where data that the configuration names by its hash may be.
    public let package: String
    private let store: RunStore?
    private let identity: RunIdentity?
    /// The hashes of the runs that it may ask for.
    private let prerequisites: Set<String>
    private let reportFraction: @Sendable (Double) -> Void

    init(
        threads: Int, package: String, store: RunStore, identity: RunIdentity, prerequisites: Set<String>,
        report: @escaping @Sendable (Double) -> Void
    ) {
        self.threads = threads
        self.package = package
        self.store = store
        self.identity = identity
        self.prerequisites = prerequisites
        reportFraction = report
    }

    /// A context outside an experiment, as in a test: reports go nowhere, there are no checkpoints.
    public init(threads: Int = 1, package: String = ".") {
        self.threads = threads
        self.package = package
        store = nil
        identity = nil
        prerequisites = []
        reportFraction = { _ in }
    }

    /// Says how much of the run is done, 0...1, for the remaining time.
    public func report(fraction: Double) { reportFraction(fraction) }

    /// Keeps the state of the unfinished run, so that it goes on from here after an interruption.
    public func saveCheckpoint(_ state: [UInt8]) throws {
        if let store, let identity { try store.saveCheckpoint(state, of: identity) }
    }

    /// The state last kept, or nil at the beginning.
    public func checkpoint() -> [UInt8]? {
        guard let store, let identity else { return nil }
        return store.checkpoint(of: identity)
    }

    /// The outcome of another run of the same experiment, one of ``Experiment/prerequisites(of:)``.
    ///
    /// What the asked configuration says must be part of the asking one too, or the identity would not tell.
    public func outcome<Configuration: Encodable, Outcome: Decodable>(
        of configuration: Configuration, as type: Outcome.Type = Outcome.self
    ) throws -> Outcome {
        guard let store, let identity else {
            throw ArtifactError("a run outside an experiment cannot ask for another run's outcome")
        }
        let asked = try RunIdentity(
            experiment: identity.experiment, version: identity.version, configuration: configuration,
            label: "")
        guard prerequisites.contains(asked.hash), let outcome = store.outcome(type, of: asked) else {
            throw ArtifactError(
                "it asks for the outcome of run \(asked.short), which is none of its prerequisites")
        }
        return outcome
    }
}
