/// A run of another experiment whose outcome a run needs, such as a learned activation.
///
/// The other program is asked which run that is, and computes it where there is none: it alone knows its code.
public struct ForeignRun: Hashable, Sendable {
    /// The other experiment's name.
    public let experiment: String
    /// The run's label there, at the same scale.
    public let label: String

    public init(_ experiment: String, _ label: String) {
        self.experiment = experiment
        self.label = label
    }
}

/// The other experiments' programs, which stand beside this one.
struct ForeignPrograms {
    let scale: ExperimentScale
    let results: String
    let package: String
    let threads: Int?

    /// The short identity of a run, whether it is computed or not.
    func identity(of run: ForeignRun) throws -> String {
        let lines = try output(run.experiment, ["--list-runs"]).split(separator: "\n")
        let found = lines.first { $0.dropFirst(17) == run.label[...] }
        guard let found else {
            throw ArtifactError("\(run.experiment): has no run with the label \(run.label), which is needed here")
        }
        return String(found.prefix(16))
    }

    /// Computes a run unless it is kept.
    func compute(_ run: ForeignRun) throws {
        _ = try output(run.experiment, ["--only", run.label] + (threads.map { ["--threads", "\($0)"] } ?? []))
    }

    private func output(_ name: String, _ arguments: [String]) throws -> String {
        try SiblingProgram.output(
            of: name, ["--scale", scale.rawValue, "--results", results, "--package", package] + arguments,
            purpose: "its runs are needed here")
    }
}
