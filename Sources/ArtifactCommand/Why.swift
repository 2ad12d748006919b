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
        let names = try options.programs().names
        guard json else {
            for name in names { print(try options.output(of: name, ["--why"]), terminator: "") }
            return
        }
        let reasons = try names.map {
            Reasons(experiment: $0, lines: try options.output(of: $0, ["--why"]).split(separator: "\n").map(String.init))
        }
        print(try CanonicalJSON.encode(reasons))
    }
}
