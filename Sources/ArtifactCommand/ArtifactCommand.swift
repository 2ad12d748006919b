import ArgumentParser
import Artifact

/// What a person asks of all experiments together.
public struct ArtifactCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "artifact", abstract: "Run the experiments; check, explain, merge and report what the experiments have found.",
        version: packageVersion,
        subcommands: [
            Run.self, Check.self, Why.self, Runs.self, Merge.self, Scaling.self, Report.self, NewStudy.self, ManualPages.self, Lock.self,
        ])

    public init() {}

    public static func main() { runAsProgram(with: allExperiments) }
}
