import Datasets
import Plotting

/// An activation in one of the figure's panels: a mean over seeds at its best learning rate, with its 95 % interval.
struct PanelRow: Codable {
    var measure: Measure
    var pixels: PixelScale
    var channels: Int
    var activation: TransferredActivation
    var learningRate: Double
    var mean: Double
    var lower: Double?
    var upper: Double?

    static func rows(_ rows: [RankRow]) -> [PanelRow] {
        rows.filter { $0.rate == "best" && $0.measure != .testAccuracy }.map {
            PanelRow(
                measure: $0.measure, pixels: $0.pixels, channels: $0.channels, activation: $0.activation,
                learningRate: $0.learningRate, mean: $0.mean, lower: $0.lower, upper: $0.upper)
        }
    }

    /// Above the first epoch, with points from 0 to 1 and standardised; below the end.
    static func figure(_ rows: [PanelRow]) -> Figure {
        let sizes = Set(rows.map(\.channels)).sorted().map(size)
        func plot(_ title: String, _ measure: Measure, _ pixels: PixelScale, _ label: String) -> Plot {
            let shown = rows.filter { $0.measure == measure && $0.pixels == pixels }
            return Plot(title, x: .band(order: sizes), y: .log(label)) {
                Dot(
                    shown, x: { size($0.channels) }, y: \.mean, series: \.activation.title, low: { $0.lower ?? $0.mean },
                    high: { $0.upper ?? $0.mean }, isDodged: true)
            }
        }
        return Figure(
            width: .double, height: 110, columns: 2, legend: .shared, series: TransferredActivation.allCases.map(\.title)
        ) {
            plot("First epoch, points from 0 to 1", .firstLoss, .unit, "Mean training loss")
            plot("First epoch, points standardised", .firstLoss, .standardized, "Mean training loss")
            plot("Last epoch, points standardised", .lastLoss, .standardized, "Mean training loss")
            plot("End, points standardised", .testLoss, .standardized, "Test loss")
        }
    }

    private static func size(_ channels: Int) -> String { "\(channels) channels" }
}
