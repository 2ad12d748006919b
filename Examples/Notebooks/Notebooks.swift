import Artifact
import Plotting

/// An exercise of a textbook as one file: what it trains, and the figure of it.
protocol Notebook {
    /// The first word of the file's name, by which it is chosen.
    static var name: String { get }
    /// - Parameter isQuick: whether to train for seconds alone, to see that it works.
    static func figure(isQuick: Bool) throws -> Figure
}

/// The notebooks on MNIST-1D of *Understanding Deep Learning* (S. Prince, 2023), with this library: the same models, data and settings, from
/// PyTorch's random streams.
@main
struct Notebooks: ParsableCommand {
    static let all: [any Notebook.Type] = [
        TrainingAPerceptron.self, DoubleDescent.self, Convolutions.self, ResidualNetworks.self, RandomData.self, LotteryTickets.self,
        AdversarialSignals.self, Transformer.self,
    ]

    static let configuration = CommandConfiguration(
        commandName: "notebooks", abstract: "Train the notebooks of Understanding Deep Learning, and draw their figures.",
        discussion: "NOTEBOOKS: \(all.map { $0.name }.joined(separator: ", ")). Each is one file of Examples/Notebooks.")

    @Argument(help: "Which ones; all where none is named.")
    var names: [String] = []

    @Flag(help: "Train for seconds alone.")
    var quick = false

    @Option(help: "The folder for the figures, which are SVG files.")
    var output = "."

    func validate() throws {
        if let unknown = names.first(where: { name in !Self.all.contains { $0.name == name } }) {
            throw ValidationError("\(unknown): is no notebook; there are \(Self.all.map { $0.name }.joined(separator: ", "))")
        }
    }

    func run() throws {
        for notebook in Self.all where names.isEmpty || names.contains(notebook.name) {
            let path = "\(output)/\(notebook.name).svg"
            try FileOutput.write(Array(notebook.figure(isQuick: quick).svg(name: notebook.name).utf8), to: path)
            print(path)
        }
    }
}
