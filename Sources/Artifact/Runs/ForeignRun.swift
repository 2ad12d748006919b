import Foundation

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
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let folder = (Bundle.main.executableURL?.resolvingSymlinksInPath() ?? own).deletingLastPathComponent()
        let process = Process()
        process.executableURL = folder.appendingPathComponent(name)
        process.arguments = ["--scale", scale.rawValue, "--results", results, "--package", package] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw ArtifactError("\(folder.path)/\(name): cannot be run, and its runs are needed here; build it: make build")
        }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            if Interruption.isRequested || process.terminationStatus == 130 { throw Interrupted() }
            throw ArtifactError("\(name): ended with status \(process.terminationStatus), and its runs are needed here")
        }
        return text
    }
}
