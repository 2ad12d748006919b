import Artifact

/// `mnist1d`: datasets and models without writing a program.
public struct MNIST1DTool: ParsableCommand {
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

    public init() {}

    public static func main() {
        runAsProgram()
    }
}
