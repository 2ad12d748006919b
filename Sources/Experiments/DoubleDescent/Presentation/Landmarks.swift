import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// Landmarks over all seeds, in numbers of parameters.
enum Landmarks {
    static let network = Dimension("network", \PositionRow.network, title: \.title)
    static let loss = Dimension("loss", \PositionRow.loss, title: \.abbreviation)
    static let examples = Dimension("examples", \PositionRow.examples)
    static let outputs = Dimension("outputs", \PositionRow.outputs)
    static let steps = Dimension("steps", \PositionRow.steps)
    /// Where the paper sees both landmarks: n, or n K.
    static let claimed = Dimension("claimed", \PositionRow.claimed)
    static let landmark = Dimension("landmark", \PositionRow.landmark, title: \.title)
    private static let position = Metric<PositionRow>("position", "Parameters") { $0.position ?? .nan }

    /// Geometric means, where every seed has such a position. The limits are those of an interval over seeds, in tables of 95 % (Student's t on logarithms)
    /// of the lower and of the upper ends that the grid of widths leaves open.
    ///
    /// - Parameter level: Of the limits.
    static func means(level: Double = 0.95) -> Summaries<PositionRow> {
        Summaries(
            position, by: [network, loss, examples, outputs, steps, claimed, landmark],
            columns: [
                .count("seeds"), .whole("found") { $0.elements.compactMap(\.position).count },
                .numbers(["mean", "lower", "upper"]) { cell in
                    let values = cell.elements.compactMap(\.position)
                    guard values.count == cell.elements.count else { return [nil, nil, nil] }
                    func ends(_ end: (PositionRow) -> Double?) -> (lower: Double, upper: Double)? {
                        GeometricMean(cell.elements.compactMap(end)).interval(level: level)
                    }
                    return [GeometricMean(values).estimate, ends(\.lower)?.lower, ends(\.upper)?.upper]
                },
                .number("height") { cell in
                    let heights = cell.elements.compactMap(\.height)
                    return heights.isEmpty ? nil : GeometricMean(heights).estimate
                },
            ])
    }

    /// A line for each curve: both landmarks, in parameters and as multiples of the claimed position.
    static func table(_ rows: [Record], percent: Int) -> PrintedTable {
        var table = PrintedTable(
            header: [
                "Model", "Loss", "n", "K", "Claimed", "Threshold [\(percent) %]", "÷ claimed", "Peak [\(percent) %]", "÷ claimed",
                "Height",
            ], wordColumns: 2)
        for (key, curve) in rows.grouped(by: { [network.title(of: $0), loss.title(of: $0), $0["examples"], $0["outputs"]] }) {
            let claim = curve[0]["loss"] == Loss.negativeLogLikelihood.rawValue ? "n" : "n K"
            let positions = Landmark.allCases.flatMap { landmark in
                curve.first { $0["landmark"] == landmark.rawValue }.map(cells) ?? ["–", "–"]
            }
            let height = curve.compactMap { $0.number("height") }.first.map { fixed($0, decimals: 2) } ?? "–"
            table.append(key + ["\(claim) = \(curve[0]["claimed"])"] + positions + [height])
        }
        return table
    }

    private static func cells(_ row: Record) -> [String] {
        guard let mean = row.number("mean") else { return ["in \(row["found"]) of \(row["seeds"]) seeds", "–"] }
        return [row.estimate().text(decimals: 0), fixed(mean / row.number("claimed")!, decimals: 2)]
    }

    /// Rows of panels for landmarks, columns for models and losses. Flat curves grow as n; dashed is the paper's position.
    static func figure(_ rows: [Record]) -> Figure {
        let columns = [Network.oneHiddenLayer, .convolutional].flatMap { network in Loss.allCases.map { (network, $0) } }
            .filter { network, loss in rows.contains { $0["network"] == network.rawValue && $0["loss"] == loss.rawValue } }
        let numbers = examples.fields(in: rows).compactMap(Double.init)
        func perExample(_ column: String) -> (Record) -> Double? {
            { row in row.number(column).map { $0 / row.number("examples")! } }
        }
        func series(_ row: Record) -> String { "K = \(row["outputs"])" }
        // From the paper's positions and as far as intervals reach; other settings may have positions beyond it.
        let frame = min(0.4, 0.95 * (rows.compactMap(perExample("lower")).min() ?? 1))...20
        let isInFrame = (rows.compactMap(perExample("mean")) + rows.compactMap(perExample("upper"))).allSatisfy { frame.contains($0) }
        return Figure(width: .double, height: 105, columns: columns.count, sharing: .both, legend: .shared) {
            for landmark in Landmark.allCases {
                for (network, loss) in columns {
                    let shown = rows.filter {
                        $0["landmark"] == landmark.rawValue && $0["network"] == network.rawValue && $0["loss"] == loss.rawValue
                    }
                    Plot(
                        "\(network.title), \(loss.abbreviation), \(landmark == .threshold ? "threshold" : "peak")",
                        x: .log("n", domain: numbers[0] * 0.85...numbers.last! * 1.18, ticks: numbers),
                        y: .log("Parameters / n", domain: isInFrame ? frame : nil)
                    ) {
                        if loss == .negativeLogLikelihood {
                            Rule(y: 1)
                        } else {
                            for classes in outputs.fields(in: rows) { Rule(y: Double(classes), series: "K = \(classes)") }
                        }
                        Line(shown, x: { $0.number("examples") }, y: perExample("mean"), series: series)
                        Dot(
                            shown, x: { $0.number("examples") }, y: perExample("mean"), series: series, low: perExample("lower"),
                            high: perExample("upper"))
                    }
                }
            }
        }
    }

    /// A panel for each loss: both landmarks against the number of steps.
    static func lengthFigure(_ rows: [Record]) -> Figure {
        func series(_ row: Record) -> String { landmark.title(of: row) }
        func x(_ row: Record) -> Double? { row.number("steps") }
        return Figure(
            width: .double, height: 62, legend: .shared, series: Landmark.allCases.map(\.title),
            seriesStyles: [Landmark.peak.title: NamedStyles.style("test")!]
        ) {
            for loss in Loss.allCases {
                let shown = rows.filter { $0["loss"] == loss.rawValue }
                Plot(
                    loss.title, x: .log("Training steps", ticks: steps.fields(in: shown).compactMap(Double.init)),
                    y: .log("Parameters")
                ) {
                    Rule(y: shown.first?.number("claimed"), label: loss == .negativeLogLikelihood ? "n" : "n K")
                    Line(shown, x: x, y: { $0.number("mean") }, series: series)
                    Dot(
                        shown, x: x, y: { $0.number("mean") }, series: series, low: { $0.number("lower") },
                        high: { $0.number("upper") })
                }
            }
        }
    }
}

/// A position as one of those that an exponent is fitted to, with the paper's exponents of n, 1, and of K, 0 for the log likelihood and 1 for
/// squared errors.
struct Exponent {
    enum Variable: String, Codable, CaseIterable {
        case examples = "n"
        case outputs = "K"
    }

    let position: PositionRow
    let variable: Variable

    static func of(_ positions: [PositionRow]) -> [Exponent] {
        positions.flatMap { position in Variable.allCases.map { Exponent(position: position, variable: $0) } }
    }

    /// How many curves each seed's fit is made of, how many seeds' curves all have the position, and means and 95 % intervals (Student's t)
    /// over these seeds.
    static var fits: Summaries<Exponent> {
        func values(_ cell: Cell<Exponent>) -> [Double] {
            cell.elements.map(\.position).exponents.map { cell.elements[0].variable == .examples ? $0.examples : $0.outputs }
        }
        return Summaries(
            Metric<Exponent>("position", "Parameters") { $0.position.position ?? .nan },
            by: [
                Dimension("network", \Exponent.position.network), Dimension("loss", \Exponent.position.loss),
                Dimension("landmark", \Exponent.position.landmark), Dimension("variable", \Exponent.variable),
            ],
            columns: [
                .whole("curves") { $0.elements.grouped { "\($0.position.examples) \($0.position.outputs)" }.count },
                .whole("seeds") { values($0).count },
                .numbers(["mean", "lower", "upper"]) { cell in
                    let summary = Summary(values(cell))
                    return summary.count == 0 ? [nil, nil, nil] : [summary.mean, summary.lower, summary.upper]
                },
                .number("claimed") { cell in
                    cell.elements[0].variable == .examples || cell.elements[0].position.loss == .meanSquaredError ? 1 : 0
                },
            ])
    }

    static func table(_ rows: [Record]) -> PrintedTable {
        var table = PrintedTable(
            header: [
                "Model", "Loss", "Position", "Exponent of n [90 %]", "paper", "Exponent of K [90 %]", "paper", "Seeds",
            ],
            wordColumns: 3)
        let (network, loss, landmark) = (Landmarks.network, Landmarks.loss, Landmarks.landmark)
        for (key, own) in rows.grouped(by: { [network.title(of: $0), loss.title(of: $0), landmark.title(of: $0)] }) {
            let exponents = own.flatMap { row in
                row.number("mean") == nil
                    ? ["–", "–"] : [row.printedEstimate(over: "seeds", decimals: 2), fixed(row.number("claimed")!, decimals: 0)]
            }
            table.append(key + exponents + [own[0]["seeds"]])
        }
        return table
    }
}
