import Artifact

/// `mnist1d`: datasets and models without writing a program.
public struct MNIST1DTool: ParsableCommand {
    /// Its name, help, version and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "mnist1d",
        abstract: "Make MNIST-1D datasets, train and use models, embed points, draw and compare results.",
        discussion: """
            The same options give the same bytes, on any machine.
            """,
        version: packageVersion,
        subcommands: [
            Generate.self, Train.self, Predict.self, Evaluate.self, Embed.self, PlotCommand.self, Compare.self,
        ])

    /// For the parser, which fills in the options.
    public init() {}

    /// Runs the program. Ends the process.
    public static func main() {
        runAsProgram()
    }
}
