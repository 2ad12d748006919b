import ArgumentParser
import Artifact

/// Which runs and figures are stale or missing.
struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which runs and figures are stale or missing, and what changed; compute nothing.")

    @OptionGroup var options: ProgramOptions

    @Flag(help: "Print what is said of each experiment as JSON.")
    var json = false

    private struct Reasons: Encodable { let experiment: String, lines: [String] }

    func run() throws {
        let reasons = try options.programs().names.map { Reasons(experiment: $0, lines: try options.lines(of: $0, ["--why"])) }
        guard json else {
            for line in reasons.flatMap(\.lines) { print(line) }
            return
        }
        print(try CanonicalJSON.encode(reasons))
    }
}
