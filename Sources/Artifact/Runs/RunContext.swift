/// What a run may use besides its configuration. Nothing here may change its outcome.
public struct RunContext: Sendable {
    /// How many threads the run may use itself; 1 while there are enough runs to fill the machine.
    public let threads: Int
    /// The package's folder, where data that the configuration names by its hash may be.
    public let package: String
    private let environment: Environment?

    /// What a run within an experiment has around it.
    struct Environment: Sendable {
        let store: RunStore
        let results: String
        let identity: RunIdentity
        /// The runs of its own experiment that it may ask for, by the JSON of their configurations.
        let prerequisites: [String: RunIdentity]
        /// The runs of other experiments that it may ask for, with their short identities.
        let foreign: [ForeignRun: String]
        let report: @Sendable (Double) -> Void
        let notify: @Sendable (String) -> Void
        /// Where trained networks go; nil where they are not wanted.
        let models: String?
    }

    init(threads: Int, package: String, environment: Environment) {
        self.threads = threads
        self.package = package
        self.environment = environment
    }

    /// A context outside an experiment, as in a test: reports go nowhere, no state is kept.
    public init(threads: Int = 1, package: String = ".") {
        self.threads = threads
        self.package = package
        environment = nil
    }

    /// Says how much of the run is done, 0...1, for the remaining time.
    @Sendable public func report(fraction: Double) { environment?.report(fraction) }

    // MARK: Going on after an interruption

    /// Keeps the state of the unfinished run, so that it resumes from here after an interruption.
    ///
    /// Numbers in bulk belong into `FloatBits` of the module Datasets, which is compact and exact.
    public func saveState<State: Encodable>(_ state: State) throws {
        guard let environment else { return }
        try environment.store.saveCheckpoint(Array(CanonicalJSON.encode(state).utf8), of: environment.identity)
    }

    /// The state last kept; nil at the beginning, and where what was kept cannot be used, which is announced.
    ///
    /// - Parameter isPossible: Whether a run of this configuration can have been in a state; a checksum does not say so.
    public func savedState<State: Decodable>(_ type: State.Type = State.self, where isPossible: (State) -> Bool) -> State? {
        guard let environment, let bytes = environment.store.checkpoint(of: environment.identity) else { return nil }
        if let state = try? CanonicalJSON.decode(type, from: String(decoding: bytes, as: UTF8.self)), isPossible(state) { return state }
        environment.notify("\(environment.identity.label): its saved state is of another kind; the run begins anew")
        return nil
    }

    // MARK: Trained networks

    /// Keeps the run's trained network where `--save-models` says; nothing otherwise.
    ///
    /// - Parameter npz: The bytes of a `.npz` file, such as `trainer.stateDictionary.archive.npzBytes()`.
    public func saveModel(_ npz: @autoclosure () throws -> [UInt8]) throws {
        guard let environment, let folder = environment.models else { return }
        try FileOutput.write(npz(), to: "\(folder)/\(Self.modelName(of: environment.identity))")
    }

    /// The file of a run's network.
    static func modelName(of identity: RunIdentity) -> String { "\(identity.label)-\(identity.short).npz" }

    // MARK: Other runs

    /// The outcome of another run of the same experiment, one of ``Experiment/prerequisites(of:)``.
    ///
    /// What the asked configuration says must be part of the asking one too, or the identity would not tell.
    public func outcome<Configuration: Encodable, Outcome: Decodable>(
        of configuration: Configuration, as type: Outcome.Type = Outcome.self
    ) throws -> Outcome {
        let environment = try required()
        let asked = try CanonicalJSON.encode(configuration)
        guard let identity = environment.prerequisites[asked],
            let outcome = try environment.store.outcome(type, of: identity)
        else { throw ArtifactError("it asks for the outcome of the run \(asked), which is none of its prerequisites") }
        return outcome
    }

    /// The outcome of a run of another experiment, one of ``Experiment/foreignPrerequisites(of:)``.
    ///
    /// - Parameter type: Those parts of the outcome that are needed.
    public func outcome<Outcome: Decodable>(of run: ForeignRun, as type: Outcome.Type = Outcome.self) throws -> Outcome {
        let environment = try required()
        guard let short = environment.foreign[run] else {
            throw ArtifactError("it asks for the run \(run.label) of \(run.experiment), which is none of its prerequisites")
        }
        let outcome = try RunStore.foreignOutcome(
            type, experiment: run.experiment, short: short, results: environment.results)
        guard let outcome else {
            throw ArtifactError("\(environment.results)/\(run.experiment): the run \(run.label) is gone; start again")
        }
        return outcome
    }

    private func required() throws -> Environment {
        guard let environment else {
            throw ArtifactError("a run outside an experiment cannot ask for another run's outcome")
        }
        return environment
    }
}
