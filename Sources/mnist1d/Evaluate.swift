import Artifact
import AtomicFiles
import Datasets
import NeuralNetworks
import Training

/// `mnist1d evaluate`: how a trained model does on signals with labels.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print loss and accuracy of a trained model, and write its confusion matrix.",
        discussion: """
            --confusion takes one or more files and writes each by its name: a .csv table with a row for each pair of classes \
            (label, prediction, count), a .md table with a row for each class, or a figure (.pdf, .png, .svg).

            EXAMPLES:
              mnist1d evaluate --load m.npz
              mnist1d evaluate --load m.npz --data mine.csv --part all --confusion c.csv c.pdf
              mnist1d evaluate --load m.safetensors --json
              mnist1d evaluate --load torch.npz --model resnet --channels 32
            """)

    @OptionGroup var model: SavedModelOptions

    @Option(help: "The loss: nll of the softmax, or mse from one-hot targets.")
    var loss = Loss.negativeLogLikelihood

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Files for the confusion matrix.", valueName: "files"))
    var confusion: [String] = []

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        let endings = [".csv", ".md", ".pdf", ".png", ".svg"]
        if let wrong = confusion.first(where: { path in !endings.contains(where: path.lowercased().hasSuffix) }) {
            throw ValidationError("--confusion \(wrong): give a name that ends in .csv, .md, .pdf, .png or .svg")
        }
    }

    private struct Result: Encodable {
        let part: String
        let examples: Int
        let loss: Double
        let accuracy: Double
    }

    func run() throws {
        var outputs = OutputSet(inputs: model.inputs)
        let files = try confusion.map { try outputs.open($0, as: "--confusion") }
        let (saved, signals) = try model.read(loss: loss)
        let classes = saved.architecture.classes
        guard signals.hasLabels else { throw ArtifactError("\(signals.source): has no labels; mnist1d predict needs none") }
        if let wrong = signals.examples.labels.firstIndex(where: { Int($0) >= classes }) {
            throw ArtifactError(
                "\(signals.source): has the label \(signals.examples.labels[wrong]), the model knows the classes 0 to \(classes - 1)")
        }
        let evaluation = try saved.classifier.evaluate(signals.examples)
        if !files.isEmpty {
            let matrix = ConfusionMatrix(
                labels: signals.examples.labels.map(Int.init), predictions: try saved.classifier.predict(signals.examples), classes: classes
            )
            try OutputFile.write(zip(files, confusion).map { ($0, try matrix.bytes(for: $1)) })
        }
        let count = signals.examples.count
        if json {
            print(
                try CanonicalJSON.encode(
                    Result(part: signals.part, examples: count, loss: evaluation.loss, accuracy: evaluation.accuracy)))
        } else {
            print(
                "\(signals.part): loss \(fixed(evaluation.loss, decimals: 4)), accuracy \(fixed(evaluation.accuracy, decimals: 1)) % of \(count) examples"
            )
        }
    }
}
