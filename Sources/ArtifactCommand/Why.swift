import ArgumentParser
import Artifact

/// Which runs and figures are stale or missing.
struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which runs and figures are stale or missing, and what changed; compute nothing.")

    @OptionGroup var options: ProgramOptions

    func run() throws {
        for name in try options.programs().names { print(try options.output(of: name, ["--why"]), terminator: "") }
    }
}
