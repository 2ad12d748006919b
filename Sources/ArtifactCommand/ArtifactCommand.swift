import ArgumentParser
import Artifact

/// What a person asks of all experiments together.
public struct ArtifactCommand: ParsableCommand {
    /// Its name, help, version and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "artifact", abstract: "Run the experiments; check, explain, merge and report what the experiments have found.",
        version: packageVersion,
        subcommands: [
            Run.self, Check.self, Why.self, Runs.self, Merge.self, Scaling.self, Report.self, NewStudy.self, ManualPages.self, Lock.self,
        ])

    /// For the parser, which fills in the options.
    public init() {}

    /// Runs the program with all experiments linked in. Ends the process.
    public static func main() { runAsProgram(with: allExperiments) }
}
