/// A run of another experiment whose outcome a run needs, such as a learned activation.
public struct ForeignRun: Hashable, Sendable {
    /// The other experiment's name.
    public let experiment: String
    /// The run's label there, at the same scale and with the experiment's own settings.
    public let label: String

    public init(_ experiment: String, _ label: String) {
        self.experiment = experiment
        self.label = label
    }
}

/// The experiments that a program is linked with besides its own, so that a run can need one of theirs.
enum LinkedExperiments {
    private static let linked = Guarded<[any Experiment.Type]>([])

    static func add(_ more: [any Experiment.Type]) { linked.withLock { $0 += more } }

    /// The work of an experiment on one run.
    static func work(on run: ForeignRun, for options: ExperimentOptions, console: Console) throws -> any ExperimentWork {
        guard let type = linked.withLock({ $0.first { $0.name == run.experiment } }) else {
            throw ArtifactError("\(run.experiment): its run \(run.label) is needed here, and this program is not linked with it")
        }
        let arguments =
            ["--scale", options.scale.rawValue, "--results", options.resultsFolder, "--package", options.package, "--only", run.label]
            + (options.noWait ? ["--no-wait"] : [])
        return try type.work(arguments, console: console)
    }
}
