import Artifact
import Plotting
import Statistics

/// Classification errors of one width at the later notebook's protocol, ours and the authors'. Percent.
struct NotebookRow: Codable {
    /// The probability with which a training label is replaced.
    let labelNoise: Double
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
    let publishedTestError: Double?
    let publishedTrainError: Double?

    private struct Key: Hashable { let labelNoise: Double, network: Network, width: Int }

    static func rows(_ runs: [DescentRun], isPapers: (Configuration) -> Bool) -> [NotebookRow] {
        runs.grouped { run in
            let configuration = run.configuration
            return Key(labelNoise: configuration.task.labelNoise, network: configuration.network, width: configuration.width)
        }
        .map { key, runs in
            let curve = AuthorsNotebook.curves.first { $0.hasWrongLabels == (key.labelNoise > 0) && $0.network == key.network }
            return NotebookRow(runs, isPapers(runs[0].configuration) ? curve?.points.first { $0.width == key.width } : nil)
        }
    }

    private init(_ runs: [DescentRun], _ point: AuthorsNotebook.Point?) {
        let configuration = runs[0].configuration
        labelNoise = configuration.task.labelNoise
        network = configuration.network
        width = configuration.width
        parameters = configuration.parameterCount
        seeds = runs.count
        let test = runs.map { 100 - $0.outcome.last!.testAccuracy }
        let train = runs.map { 100 - $0.outcome.last!.trainAccuracy }
        (testError, testErrorLower, testErrorUpper) = (Summary(test).mean, test.min()!, test.max()!)
        (trainError, trainErrorLower, trainErrorUpper) = (Summary(train).mean, train.min()!, train.max()!)
        publishedTestError = point?.testError
        publishedTrainError = point?.trainError
    }

    static func title(_ network: Network, labelNoise: Double) -> String { "\(network.title), \(DoubleDescent.words(labelNoise))" }

    /// A panel for each model and kind of labels: our curves, and the authors' as dots.
    static func figure(_ rows: [NotebookRow]) -> Figure {
        let panels = rows.grouped { Key(labelNoise: $0.labelNoise, network: $0.network, width: 0) }
        return Figure(width: .double, height: 62, columns: panels.count, sharing: .y, legend: .shared) {
            for (key, shown) in panels {
                Plot(
                    title(key.network, labelNoise: key.labelNoise),
                    x: .log(key.network == .convolutional ? "Channels" : "Hidden units per layer"),
                    y: .linear("Classification error (%)", domain: 0...100)
                ) {
                    if shown.contains(where: { $0.publishedTestError != nil }) {
                        Dot(shown, x: \.width, y: \.publishedTrainError, series: { _ in "train" }, style: .published)
                        Dot(shown, x: \.width, y: \.publishedTestError, series: { _ in "test" }, style: .published)
                    }
                    Band(shown, x: \.width, low: \.trainErrorLower, high: \.trainErrorUpper, series: { _ in "train" })
                    Band(shown, x: \.width, low: \.testErrorLower, high: \.testErrorUpper, series: { _ in "test" })
                    Line(shown, x: \.width, y: \.trainError, series: { _ in "train" })
                    Line(shown, x: \.width, y: \.testError, series: { _ in "test" })
                }
            }
        }
    }
}
