import Artifact
import NeuralNetworks
import Plotting

/// A point of the figure: of an embedding of Z, or the accuracy of a layer.
struct PanelRow: Codable {
    enum Panel: String, Codable {
        case before, after, layers
    }

    var panel: Panel
    /// Of an embedded training example.
    var digit: Int?
    var x: Float?
    var y: Float?
    /// Of a layer, as in the table of layers.
    var model: ContrastiveNetwork.Projector?
    var layer: Int?
    var mean: Double?
    var lower: Double?
    var upper: Double?
    var published: Double?

    /// The first seed's embedding and all seeds' accuracies: the rows of the table of layers.
    static func rows(_ runs: [SelfSupervised.Run], layers: Table) -> [PanelRow] {
        points(runs, .after, \.embeddedAfter)
            + layers.rows.map {
                PanelRow(
                    panel: .layers, model: .init(rawValue: $0[0]), layer: Int($0[1]), mean: Double($0[2]), lower: Double($0[3]),
                    upper: Double($0[4]), published: Double($0[5]))
            }
    }

    /// The first seed's embedding before training.
    static func embedding(_ runs: [SelfSupervised.Run]) -> [PanelRow] { points(runs, .before, \.embeddedBefore) }

    private static func points(
        _ runs: [SelfSupervised.Run], _ panel: Panel, _ coordinates: (SelfSupervised.Outcome) -> [Float]
    ) -> [PanelRow] {
        guard let run = runs.first(where: { !$0.outcome.labels.isEmpty }) else { return [] }
        let coordinates = coordinates(run.outcome)
        return run.outcome.labels.enumerated().map { point, digit in
            PanelRow(panel: panel, digit: digit, x: coordinates[2 * point], y: coordinates[2 * point + 1])
        }
    }

    /// As the authors' figure: Z in the plane, and the accuracies layer by layer.
    static func figure(_ rows: [PanelRow]) -> Figure {
        let layers = rows.filter { $0.panel == .layers }
        return Figure(
            width: .double, height: 84, columnWeights: [1, 1.15],
            series: digits(rows).map { "\($0)" } + ContrastiveNetwork.Projector.allCases.map(\.rawValue), seriesStyles: NamedStyles.digits
        ) {
            plane("Z of training examples, by t-SNE", rows.filter { $0.panel == .after })
            Plot(
                "Linear probes, by projector",
                x: .linear("Layer (0: signals, 3: H, last: Z)", ticks: Set(layers.map { Double($0.layer!) }).sorted()),
                y: .linear("Linear accuracy (%)"), legend: .inside
            ) {
                if layers.contains(where: { $0.published != nil }) {
                    Dot(layers, x: { $0.layer! }, y: \.published, series: { $0.model!.rawValue }, size: 6, style: .published)
                }
                Band(layers, x: { $0.layer! }, low: \.lower, high: \.upper, series: { $0.model!.rawValue })
                Line(layers, x: { $0.layer! }, y: \.mean, series: { $0.model!.rawValue }, markers: true)
            }
        }
    }

    static func embeddingFigure(_ rows: [PanelRow]) -> Figure {
        Figure(width: .single, height: 90, seriesStyles: NamedStyles.digits) { plane("Z before training, by t-SNE", rows) }
    }

    private static func digits(_ rows: [PanelRow]) -> [Int] { Set(rows.compactMap(\.digit)).sorted() }

    /// Distances in t-SNE's plane have no unit, so there are no axes; both directions have one scale.
    private static func plane(_ title: String, _ rows: [PanelRow]) -> Plot {
        let (x, y) = (rows.compactMap(\.x).filter(\.isFinite).map(Double.init), rows.compactMap(\.y).filter(\.isFinite).map(Double.init))
        func ends(_ values: [Double]) -> (least: Double, most: Double) { (values.min() ?? 0, values.max() ?? 0) }
        let reach = 0.52 * max(ends(x).most - ends(x).least, ends(y).most - ends(y).least, 1e-6)
        func domain(_ values: [Double]) -> ClosedRange<Double> {
            let middle = (ends(values).least + ends(values).most) / 2
            return middle - reach...middle + reach
        }
        return Plot(title, x: .hidden(domain: domain(x)), y: .hidden(domain: domain(y)), legend: .none, aspect: 1, box: true) {
            Dot(rows, x: \.x, y: \.y, series: { "\($0.digit!)" }, size: 1.3, opacity: 0.75)
            Text(
                digits(rows).compactMap { digit in median(rows.filter { $0.digit == digit }) }, x: \.x, y: \.y,
                text: { "\($0.digit!)" }, series: { "\($0.digit!)" }, size: 10, weight: .bold)
        }
    }

    /// A row at the median of x and of y.
    private static func median(_ rows: [PanelRow]) -> PanelRow? {
        guard var middle = rows.first else { return nil }
        middle.x = rows.compactMap(\.x).sorted()[rows.count / 2]
        middle.y = rows.compactMap(\.y).sorted()[rows.count / 2]
        return middle
    }
}
