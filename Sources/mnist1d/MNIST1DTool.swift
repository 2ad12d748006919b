import Artifact

/// `mnist1d`: datasets and models without writing a program.
@main
struct MNIST1DTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mnist1d",
        abstract: "Make MNIST-1D datasets, train models on them, embed points in the plane.",
        discussion: """
            The same options give the same bytes, on any machine.
            """,
        version: "1.0.0",
        subcommands: [Generate.self, Train.self, Embed.self])

    static func main() {
        runAsProgram()
    }
}
