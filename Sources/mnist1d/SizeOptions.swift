import Artifact
import NeuralNetworks

/// What can be chosen of a network: an option, and a key of the metadata in a model's file.
struct SizeField {
    let option: String
    let key: String
    let expectation: String
    /// Nil where a network has no such size.
    let text: (SignalArchitecture.Sizes) -> String?
    /// False where a text does not say it.
    let set: (inout SignalArchitecture.Sizes, String) -> Bool
    /// Whether files without it have the usual value.
    var isOptional = true

    static var all: [SizeField] {
        [
            number("--hidden-size", "hidden_size", \.hidden, 1...10_000, isOptional: false),
            number("--channels", "channels", \.channels, 1...10_000, isOptional: false),
            number("--layers", "layers", \.layers, 1...100), number("--heads", "heads", \.heads, 1...1000),
            numbers("--kernels", "kernels", \.kernels, 1...1000), numbers("--dilation", "dilation", \.dilations, 1...1000),
            SizeField(
                option: "--normalization", key: "normalization",
                expectation: NormalizationLayer.allCases.map(\.rawValue).joined(separator: ", "),
                text: { $0.normalization?.rawValue },
                set: { sizes, text in
                    sizes.normalization = NormalizationLayer(rawValue: text)
                    return sizes.normalization != nil
                }),
            SizeField(
                option: "--dropout", key: "dropout", expectation: "a number from 0 to below 1", text: { $0.dropout.map { "\($0)" } },
                set: { sizes, text in
                    guard let value = Double(text), (0..<1).contains(value) else { return false }
                    sizes.dropout = value
                    return true
                }),
            SizeField(
                option: "--no-positions", key: "positions", expectation: "true or false", text: { $0.hasPositions.map { "\($0)" } },
                set: { sizes, text in
                    sizes.hasPositions = Bool(text)
                    return sizes.hasPositions != nil
                }),
        ]
    }

    private static func number(
        _ option: String, _ key: String, _ path: WritableKeyPath<SignalArchitecture.Sizes, Int?>, _ range: ClosedRange<Int>,
        isOptional: Bool = true
    ) -> SizeField {
        SizeField(
            option: option, key: key, expectation: "a number from \(range.lowerBound) to \(range.upperBound)",
            text: { $0[keyPath: path].map { "\($0)" } },
            set: { sizes, text in
                guard let value = Int(text), range.contains(value) else { return false }
                sizes[keyPath: path] = value
                return true
            }, isOptional: isOptional)
    }

    /// Up to 100 of them, with spaces between.
    private static func numbers(
        _ option: String, _ key: String, _ path: WritableKeyPath<SignalArchitecture.Sizes, [Int]?>, _ range: ClosedRange<Int>
    ) -> SizeField {
        SizeField(
            option: option, key: key, expectation: "up to 100 numbers from \(range.lowerBound) to \(range.upperBound)",
            text: { $0[keyPath: path].map { $0.map(String.init).joined(separator: " ") } },
            set: { sizes, text in
                let words = text.split(separator: " ")
                let values = words.compactMap { Int($0) }.filter(range.contains)
                guard values.count == words.count, values.count <= 100 else { return false }
                sizes[keyPath: path] = values
                return true
            })
    }
}

/// The options that say of what sizes a network is.
struct SizeOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "Hidden units of mlp, gru, plain-mlp, residual-mlp and a position of transformer. (default: 100, gru 6, transformer 64)")
    var hiddenSize: Int?

    @Option(
        parsing: .unconditional,
        help: "Hidden layers of plain-mlp, convolutions of dilated-cnn, blocks of the others that have some. (default: 2, 3, and 1 or 2)")
    var layers: Int?

    @Option(parsing: .unconditional, help: "Channels of convolutions, and of a position of transformer. (default: 25, 64, transformer 32)")
    var channels: Int?

    @Option(parsing: .upToNextOption, help: "Taps of each convolution of cnn. (default: 5 3 3)")
    var kernels: [Int] = []

    @Option(
        parsing: .upToNextOption,
        help: "Distance between taps, one for all layers or one for each: of dilated-cnn (default: 2), and of tcn, which is causal with it."
    )
    var dilation: [Int] = []

    @Option(parsing: .unconditional, help: "Heads of transformer's attention. (default: 4)")
    var heads: Int?

    @Option(help: "What normalizes the layers of plain-mlp, residual-mlp, dilated-cnn (default: none), resnet and tcn (default: batch).")
    var normalization: NormalizationLayer?

    @Option(parsing: .unconditional, help: "The probability of dropout in tcn (default: 0.2) and transformer (default: 0).")
    var dropout: Double?

    @Flag(help: "Leave out the positions of transformer, which then sees a set of points.")
    var noPositions = false

    /// What is given, by option.
    private var texts: [(option: String, text: String)] {
        let all: [(String, String?)] = [
            ("--hidden-size", hiddenSize.map { "\($0)" }), ("--layers", layers.map { "\($0)" }),
            ("--channels", channels.map { "\($0)" }),
            ("--kernels", kernels.isEmpty ? nil : kernels.map(String.init).joined(separator: " ")),
            ("--dilation", dilation.isEmpty ? nil : dilation.map(String.init).joined(separator: " ")),
            ("--heads", heads.map { "\($0)" }), ("--normalization", normalization?.rawValue), ("--dropout", dropout.map { "\($0)" }),
            ("--no-positions", noPositions ? "false" : nil),
        ]
        return all.compactMap { option, text in text.map { (option, $0) } }
    }

    var isEmpty: Bool { texts.isEmpty }

    /// The sizes of a network.
    ///
    /// - Throws: an error that names an option that the network has not got, or whose value it cannot have.
    func sizes(of name: SignalArchitecture) throws -> SignalArchitecture.Sizes {
        var sizes = SignalArchitecture.Sizes()
        for (option, text) in texts {
            let field = SizeField.all.first { $0.option == option }!
            let shown = option == "--no-positions" ? option : "\(option) \(text)"
            guard field.text(name.usualSizes) != nil else {
                let owners = SignalArchitecture.allCases.filter { field.text($0.usualSizes) != nil }.map(\.rawValue)
                throw ValidationError("\(shown): is an option of --model \(owners.inWords)")
            }
            guard field.set(&sizes, text) else { throw ValidationError("\(shown): give \(field.expectation)") }
        }
        if let layers, dilation.count > 1, dilation.count != layers {
            throw ValidationError("--layers \(layers): --dilation gives \(dilation.count) layers")
        }
        return name.sizes(sizes)
    }
}

extension SignalArchitecture: ExpressibleByArgument {}
extension NormalizationLayer: ExpressibleByArgument {}

extension [String] {
    /// `a`, `a and b`, `a, b and c`.
    var inWords: String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + last!
    }
}

/// Throws an error that names an option, its value and what is expected, unless a condition holds.
func requireOption(_ condition: Bool, _ option: String, _ value: some Any, _ expectation: String) throws {
    guard condition else { throw ValidationError("\(option) \(value): \(expectation)") }
}
