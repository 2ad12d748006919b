import Artifact
import AtomicFiles
import Datasets
import Statistics
import Training

/// `mnist1d predict`: what a trained model says about signals.
struct Predict: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the classes that a trained model gives to signals.",
        discussion: """
            A .csv file gets a row for each signal, in the order of the data: example (counted from 0 within the part), label where the \
            data has labels, prediction, and p0, p1, ..., the probabilities of the classes (the softmax of the scores). A .npy file \
            gets the scores, float32 of shape (examples, classes).

            EXAMPLES:
              mnist1d predict --load m.npz
              mnist1d predict --load m.safetensors --data mine.csv --part all --output p.csv
              mnist1d predict --load m.npz --data d.npz --output scores.npy
            """)

    @OptionGroup var model: SavedModelOptions

    @Option(help: "The file to write; its name ends in .csv or .npy.")
    var output = "predictions.csv"

    @Flag(help: "Print what was written as JSON.")
    var json = false

    private struct Result: Encodable {
        let output: String
        let part: String
        let examples: Int
        let classes: Int
    }

    func validate() throws {
        guard [".csv", ".npy"].contains(where: output.lowercased().hasSuffix) else {
            throw ValidationError("--output \(output): give a name that ends in .csv or .npy")
        }
    }

    func run() throws {
        var outputs = OutputSet(inputs: model.inputs)
        let file = try outputs.open(output, as: "--output")
        let (saved, signals) = try model.read()
        let scores = try saved.classifier.scores(signals.examples)
        let (count, classes) = (signals.examples.count, saved.architecture.classes)
        if output.lowercased().hasSuffix(".npy") {
            try file.write(NPYArray(shape: [count, classes], elements: .float32(scores)).npyBytes())
        } else {
            try file.write(Array(CSV.text(Self.table(scores, classes: classes, signals)).utf8))
        }
        let result = Result(output: output, part: signals.part, examples: count, classes: classes)
        print(json ? try CanonicalJSON.encode(result) : "\(output): \(count) signals of the part \(signals.part), \(classes) classes")
    }

    private static func table(_ scores: [Float], classes: Int, _ signals: Signals) -> Table {
        let labels = signals.hasLabels ? ["label"] : []
        var table = Table(columns: ["example"] + labels + ["prediction"] + (0..<classes).map { "p\($0)" })
        for example in 0..<signals.examples.count {
            let own = scores[example * classes..<(example + 1) * classes].map(Double.init)
            let prediction = own.indices.dropFirst().reduce(0) { own[$1] > own[$0] ? $1 : $0 }
            let powers = own.map { exponential($0 - own[prediction]) }
            let sum = powers.reduce(0, +)
            table.append(
                ["\(example)"] + (signals.hasLabels ? ["\(signals.examples.labels[example])"] : []) + ["\(prediction)"]
                    + powers.map { "\($0 / sum)" })
        }
        return table
    }
}
