import Artifact
import Datasets
import Plotting

/// One point of Figure 1.
struct SignalRow: Codable {
    enum Kind: String, Codable {
        /// A digit of MNIST; its pixels are points, row by row, from 0 (background) to 255.
        case image
        case template, example
    }

    var kind: Kind
    /// Of the dataset that an example is part of.
    var seed: UInt32?
    var digit: Int
    var position: Int
    var value: Double
    /// Of an example: whether the point comes from the template, not from the padding.
    var isDigit: Bool?

    /// - Parameter images: The first training image of each digit is shown.
    static func rows(_ images: MNISTImages, _ examples: [(seed: UInt32, stages: [[[Double]]])]) throws -> [SignalRow] {
        func points(_ kind: Kind, _ seed: UInt32?, _ signals: [[Double]]) -> [SignalRow] {
            signals.enumerated().flatMap { digit, signal in
                signal.enumerated().map {
                    SignalRow(kind: kind, seed: seed, digit: digit, position: $0, value: $1)
                }
            }
        }
        let digits = try (0..<MNIST1DTemplates.classCount).map { digit in
            guard let first = images.trainLabels.elements.firstIndex(of: UInt8(digit)) else {
                throw ArtifactError("\(images.title): there is no training image of digit \(digit)")
            }
            let size = MNIST.side * MNIST.side
            return images.trainImages.elements[first * size..<(first + 1) * size].map(Double.init)
        }
        return points(.image, nil, digits) + points(.template, nil, MNIST1DTemplates.signals)
            + examples.flatMap { seed, stages in
                zip(points(.example, seed, stages.map { $0.last! }), stages.flatMap(digitPart)).map { point, isDigit in
                    var point = point
                    point.isDigit = isDigit
                    return point
                }
            }
    }

    /// Which points of the sampled signal lie where the translated one is not zero.
    private static func digitPart(_ stages: [[Double]]) -> [Bool] {
        let translated = stages[MNIST1DStep.allCases.firstIndex(of: .translate)!]
        let sampled = stages.last!.count
        return (0..<sampled).map { index in
            let position = Double(index) * Double(translated.count - 1) / Double(sampled - 1)
            return translated[Int(position.rounded())] != 0
        }
    }

    /// Figure 1: a column for each digit; a row of MNIST's images, one of templates and one of examples for each seed.
    ///
    /// Signals run downwards, as in the paper: that way the templates look like digits.
    static func figure(_ rows: [SignalRow]) throws -> Figure {
        let seeds = rows.filter { $0.kind == .example && $0.digit == 0 && $0.position == 0 }.map(\.seed)
        let signals: [(name: String, rows: [SignalRow])] =
            [("Templates", rows.filter { $0.kind == .template })]
            + seeds.map { seed in
                (
                    seeds.count == 1 ? "Padded, translated\nand transformed" : "Seed \(seed!)",
                    rows.filter { $0.kind == .example && $0.seed == seed }
                )
            }
        let digits = 0..<MNIST1DTemplates.classCount
        let images = try digits.map { digit in
            try ink(rows.filter { $0.kind == .image && $0.digit == digit }.map(\.value), digit)
        }
        var figure = Figure(
            width: .double, height: 56 + 38 * Double(seeds.count), columns: digits.count,
            rowWeights: [0.42, 0.7] + seeds.map { _ in 1 }, legend: .none, letters: false, series: ["signal", "template"]
        ) {
            for digit in digits {
                Plot(
                    "\(digit)", x: .hidden(), y: .hidden(digit == 0 ? "MNIST" : "", reversed: true), aspect: 1,
                    centeredTitle: true
                ) {
                    Image(images[digit])
                }
            }
            for signal in signals {
                let domain = SignalDomain.around(signal.rows.map(\.value))
                for digit in digits {
                    let points = signal.rows.filter { $0.digit == digit }
                    Plot(x: .hidden(domain: domain), y: .hidden(digit == 0 ? signal.name : "", reversed: true)) {
                        Line(points, x: \.value, y: \.position, series: { _ in "signal" }, width: 0.8, dash: [])
                        Line(
                            points, x: { $0.isDigit == true ? $0.value : nil }, y: \.position, series: { _ in "template" }, width: 1.4,
                            dash: [])
                    }
                }
            }
        }
        figure.note = "Images: the first training image of each digit. Orange: what became of the template."
        return figure
    }

    /// An image in black ink on white.
    private static func ink(_ pixels: [Double], _ digit: Int) throws -> Bitmap {
        let count = MNIST.side * MNIST.side
        guard pixels.count == count else {
            throw ArtifactError("figure1.csv: image of digit \(digit): expected \(count) points, found \(pixels.count)")
        }
        guard pixels.allSatisfy((0...255).contains) else {
            throw ArtifactError("figure1.csv: image of digit \(digit): expected points from 0 to 255")
        }
        return Bitmap(width: MNIST.side, height: MNIST.side) { x, y in
            let light = UInt8(255 - pixels[y * MNIST.side + x])
            return Color(red: light, green: light, blue: light)
        }
    }
}

/// One point of the step-by-step figure.
struct StageRow: Codable {
    var digit: Int
    /// `template`, or the step that was the last.
    var stage: String
    /// Where the point lies on the grid of the stretched signal, 0..<72.
    var position: Double
    var value: Double

    /// The digits shown.
    private static let digits = [2, 4, 7]

    static func rows(_ stages: [[[Double]]]) -> [StageRow] {
        digits.flatMap { digit in
            let names = ["template"] + MNIST1DStep.allCases.map(\.rawValue)
            let signals = [MNIST1DTemplates.signals[digit]] + stages[digit]
            // The last signal has fewer points for the same length.
            let length = stages[digit][MNIST1DStep.allCases.firstIndex(of: .dilate)!].count
            return zip(names, signals).flatMap { name, signal in
                let isSampled = name == MNIST1DStep.subsample.rawValue
                let spacing = isSampled ? Double(length - 1) / Double(signal.count - 1) : 1
                return signal.enumerated().map {
                    StageRow(digit: digit, stage: name, position: Double($0) * spacing, value: $1)
                }
            }
        }
    }

    /// What a panel's title says of a stage.
    private static func title(_ stage: String) -> String {
        switch MNIST1DStep(rawValue: stage) {
        case nil: "Template"
        case .pad: "Pad"
        case .dilate: "Stretch"
        case .scale: "Scale"
        case .translate: "Translate"
        case .correlatedNoise: "Correlated\nnoise"
        case .iidNoise: "IID\nnoise"
        case .shear: "Shear"
        case .subsample: "Sample"
        }
    }

    /// A row for each digit, a column for each stage; all on the same scales.
    static func figure(_ rows: [StageRow]) throws -> Figure {
        if rows.isEmpty { throw ArtifactError("steps.csv: expected points, found none") }
        let stages = rows.map(\.stage).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let length = rows.map(\.position).max() ?? 1
        let domain = SignalDomain.around(rows.map(\.value))
        return Figure(width: .double, height: 112, columns: stages.count, letters: false) {
            for digit in digits {
                for stage in stages {
                    let points = rows.filter { $0.digit == digit && $0.stage == stage }
                    Plot(
                        digit == digits[0] ? title(stage) : "", x: .hidden(domain: domain),
                        y: .hidden(stage == stages[0] ? "Digit \(digit)" : "", domain: 0...length, reversed: true),
                        centeredTitle: true
                    ) {
                        Line(points, x: \.value, y: \.position, width: 0.8)
                        // The points themselves, of what goes in and what comes out.
                        if stage == stages.first || stage == stages.last {
                            Dot(points, x: \.value, y: \.position, size: 1.8)
                        }
                    }
                }
            }
        }
    }
}

/// The horizontal scale of signals beside each other.
enum SignalDomain {
    /// All values and a little room, so that lines at the edge keep their width.
    static func around(_ values: [Double]) -> ClosedRange<Double> {
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let room = 0.04 * (high - low)
        return (low - room)...(high + room)
    }
}
