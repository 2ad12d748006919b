import Artifact
import Plotting
import Statistics

/// Classification errors of one width at the later notebook's protocol, ours and the authors'. Percent.
struct NotebookRow: Codable {
    let hasWrongLabels: Bool
    let network: Network
    let width: Int
    let parameters: Int
    let seeds: Int
    let testError: Double
    let testErrorLower: Double
    let testErrorUpper: Double
    let trainError: Double
    let trainErrorLower: Double
    let trainErrorUpper: Double
    let publishedTestError: Double
    let publishedTrainError: Double

    static func rows(_ runs: [DescentRun]) -> [NotebookRow] {
        AuthorsNotebook.curves.flatMap { curve in
            curve.points.compactMap { point in
                let own = runs.filter {
                    ($0.configuration.task.labelNoise > 0) == curve.hasWrongLabels
                        && $0.configuration.network == curve.network && $0.configuration.width == point.width
                }
                return own.isEmpty ? nil : NotebookRow(own, point)
            }
        }
    }

    private init(_ runs: [DescentRun], _ point: AuthorsNotebook.Point) {
        let configuration = runs[0].configuration
        hasWrongLabels = configuration.task.labelNoise > 0
        network = configuration.network
        width = configuration.width
        parameters = configuration.parameterCount
        seeds = runs.count
        let test = runs.map { 100 - $0.outcome.last!.testAccuracy }
        let train = runs.map { 100 - $0.outcome.last!.trainAccuracy }
        (testError, testErrorLower, testErrorUpper) = (Summary(test).mean, test.min()!, test.max()!)
        (trainError, trainErrorLower, trainErrorUpper) = (Summary(train).mean, train.min()!, train.max()!)
        publishedTestError = point.testError
        publishedTrainError = point.trainError
    }

    static func title(_ network: Network, hasWrongLabels: Bool) -> String {
        "\(network.title), \(hasWrongLabels ? "15 % label noise" : "clean labels")"
    }

    /// A panel for each model and kind of labels: our curves, and the authors' as dots.
    static func figure(_ rows: [NotebookRow]) -> Figure {
        Figure(width: .double, height: 62, columns: 3, sharing: .y, legend: .shared) {
            for curve in AuthorsNotebook.curves {
                let shown = rows.filter { $0.hasWrongLabels == curve.hasWrongLabels && $0.network == curve.network }
                Plot(
                    title(curve.network, hasWrongLabels: curve.hasWrongLabels),
                    x: .log(curve.network == .convolutional ? "Channels" : "Hidden units per layer"),
                    y: .linear("Classification error (%)", domain: 0...100)
                ) {
                    Dot(shown, x: \.width, y: \.publishedTrainError, series: { _ in "train" }, style: .published)
                    Dot(shown, x: \.width, y: \.publishedTestError, series: { _ in "test" }, style: .published)
                    Band(shown, x: \.width, low: \.trainErrorLower, high: \.trainErrorUpper, series: { _ in "train" })
                    Band(shown, x: \.width, low: \.testErrorLower, high: \.testErrorUpper, series: { _ in "test" })
                    Line(shown, x: \.width, y: \.trainError, series: { _ in "train" })
                    Line(shown, x: \.width, y: \.testError, series: { _ in "test" })
                }
            }
        }
    }
}
