/// A parameter of an experiment's runs: where it is in their configurations, what it may be, and what it is.
public struct RunParameter: Sendable {
    /// The values that it may have.
    public enum Kind: Sendable {
        case whole(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        /// Above 0 and finite, also as a float.
        case positive
        /// `true` or `false`.
        case flag
        case choice([String])
        /// Follows from something else, which the words say: it cannot be set.
        case derived(String)
    }

    /// Names of properties joined by dots, as in `dataset.shearScale`.
    public let path: String
    public let kind: Kind
    /// A sentence without its end.
    public let meaning: String

    public init(_ path: String, _ kind: Kind, _ meaning: String) {
        self.path = path
        self.kind = kind
        self.meaning = meaning
    }

    public init<Choice: RawRepresentable & CaseIterable>(_ path: String, _ choices: Choice.Type, _ meaning: String)
    where Choice.RawValue == String {
        self.init(path, .choice(Choice.allCases.map(\.rawValue)), meaning)
    }

    // MARK: What many experiments have

    /// Of the initial weights and of what else is drawn.
    public static let seed = RunParameter("seed", .whole(Checks.seeds), "Seed of the initial weights and of what else is drawn")
    public static let steps = RunParameter("steps", .whole(Checks.counts), "Training steps")
    public static let evaluationInterval = RunParameter(
        "evaluationInterval", .whole(Checks.counts), "Steps between two evaluations")
    public static let batchSize = RunParameter("batchSize", .whole(1...1_000_000), "Examples per step")
    public static let learningRate = RunParameter("learningRate", .positive, "The optimizer's learning rate")
    /// Of models and layers.
    public static let sizes = 1...10_000
    /// Of convolutions.
    public static let kernelSizes = 1...1000
    /// Of t-SNE.
    public static let embedding: [RunParameter] = [
        RunParameter("perplexity", .number(1...1000), "Perplexity of t-SNE"),
        RunParameter("iterations", .whole(1...1_000_000), "Its steps"),
        RunParameter("earlyExaggeration", .number(1...1000), "Its factor of attraction in the first steps"),
        RunParameter("momentum", .number(0...0.9999), "Its momentum after the first steps"),
        RunParameter("seed", .whole(Checks.seeds), "Seed of its start"),
    ]
    /// Of the paper's classifiers.
    public static let classifier: [RunParameter] = [
        RunParameter("hidden", .whole(sizes), "Hidden units of the MLP, in each of two layers"),
        RunParameter("channels", .whole(sizes), "Channels of the CNN"),
        RunParameter("kernels.0", .whole(kernelSizes), "Kernel size of the CNN's first convolution"),
        RunParameter("kernels.1", .whole(kernelSizes), "Kernel size of its second convolution"),
        RunParameter("kernels.2", .whole(kernelSizes), "Kernel size of its third convolution"),
        RunParameter("stride", .whole(1...1000), "Positions between two outputs of a convolution"),
        RunParameter("padding", .whole(0...1000), "Zeros at each end of a convolution's input"),
        RunParameter("state", .whole(sizes), "Hidden units of the GRU in each direction"),
    ]
    /// The file of `--data`.
    public static let file: [RunParameter] = ["sha256", "trainCount", "testCount", "length", "classCount"].map {
        RunParameter("file.\($0)", .derived("the file of --data"), "Of the file with the signals")
    }

    /// Those of MNIST-1D, at `path`.
    ///
    /// - Parameter derived: Those that follow from other parameters, and from which.
    public static func dataset(at path: String = "dataset", derived: [String: String] = [:]) -> [RunParameter] {
        let noise = Kind.number(0...1e6)
        let length = 0...(1 << 20)
        let own: [RunParameter] = [
            RunParameter("samples", .whole(10...100_000_000), "Training and test examples together"),
            RunParameter("trainSplit", .number(0...1), "The part of the examples to train on"),
            RunParameter("minimumPadding", .whole(length), "The fewest zeros appended to a template of 12 points"),
            RunParameter("maximumPadding", .whole(length), "The most zeros appended to a template"),
            RunParameter("scaleCoefficient", .number(-1e6...1e6), "Signals are multiplied by 1 + this times u, -1/2 <= u < 1/2"),
            RunParameter("maximumTranslation", .whole(length), "Signals are shifted by fewer points than this"),
            RunParameter("correlatedNoiseScale", noise, "Standard deviation of the noise before smoothing"),
            RunParameter("iidNoiseScale", noise, "Standard deviation of the noise of each point"),
            RunParameter("shearScale", .number(-1e6...1e6), "Size of the slope that is subtracted"),
            RunParameter("shuffleSequence", .flag, "Whether all signals have their points in one random order"),
            RunParameter("finalLength", .whole(1...(1 << 20)), "Points of a signal"),
            RunParameter("seed", .whole(Checks.seeds), "Seed of the dataset"),
        ]
        return own.map { own in
            RunParameter("\(path).\(own.path)", derived[own.path].map(Kind.derived) ?? own.kind, own.meaning)
        }
    }

    /// The same parameters at paths that begin with `path`.
    public static func at(_ path: String, _ parameters: [RunParameter]) -> [RunParameter] {
        parameters.map { RunParameter("\(path).\($0.path)", $0.kind, $0.meaning) }
    }
}

extension RunParameter.Kind {
    /// What is expected, after "expected".
    var expectation: String {
        switch self {
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
        case .positive: Checks.positiveExpectation
        case .flag: "true or false"
        case .choice(let names): names.joined(separator: ", ")
        case .derived(let source): "what follows from \(source)"
        }
    }

    /// In a list.
    var name: String {
        switch self {
        case .whole(let range): "whole number, \(range.lowerBound)...\(range.upperBound)"
        case .number(let range): "number, \(Self.text(range.lowerBound))...\(Self.text(range.upperBound))"
        case .positive: "number above 0"
        case .flag: "true or false"
        case .choice(let names): names.joined(separator: " | ")
        case .derived(let source): "from \(source)"
        }
    }

    /// The value that a text says; nil where it says none of these.
    func value(_ text: String) -> JSONValue? {
        switch self {
        case .whole(let range): Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
        case .number(let range): Double(text).flatMap { range.contains($0) ? Self.json($0) : nil }
        case .positive: Double(text).flatMap { Checks.isPositive($0) ? Self.json($0) : nil }
        case .flag: Bool(text).map(JSONValue.boolean)
        case .choice(let names): names.contains(text) ? .text(text) : nil
        case .derived: nil
        }
    }

    /// What is known of a parameter that has no description: its value.
    init(like value: JSONValue) {
        switch value {
        case .boolean: self = .flag
        case .integer: self = .whole(-1_000_000_000...1_000_000_000)
        case .number: self = .number(-1e9...1e9)
        default: self = .derived("the experiment's options")
        }
    }

    /// As configurations have it: a whole number has no point.
    private static func json(_ value: Double) -> JSONValue? { try? JSONValue(encoding: value) }

    private static func text(_ value: Double) -> String { json(value)?.plainText ?? "\(value)" }
}
