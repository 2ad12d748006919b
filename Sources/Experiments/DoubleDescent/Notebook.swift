import Artifact
import Plotting
import Statistics

/// Classification errors of one width at the later notebook's protocol, ours and the authors'. Percent.
struct NotebookRow: Codable {
    let sweep: Sweep
    let network: Network
    let width: Int
    let parameters: Int
    let seeds: Int
    let testError: Double
    let testErrorLow: Double
    let testErrorHigh: Double
    let trainError: Double
    let trainErrorLow: Double
    let trainErrorHigh: Double
    let publishedTestError: Double
    let publishedTrainError: Double

    static func rows(_ runs: [FinishedFit]) -> [NotebookRow] {
        Published.curves.flatMap { curve in
            curve.points.compactMap { point in
                let own = runs.filter {
                    $0.configuration.sweep == curve.sweep && $0.configuration.network == curve.network
                        && $0.configuration.width == point.width
                }
                return own.isEmpty ? nil : NotebookRow(own, point)
            }
        }
    }

    private init(_ runs: [FinishedFit], _ point: Published.Point) {
        let (setting, fit) = (runs[0].configuration, runs[0].outcome)
        sweep = setting.sweep
        network = setting.network
        width = setting.width
        parameters = fit.parameters
        seeds = runs.count
        let test = runs.map(\.outcome.testError)
        let train = runs.map(\.outcome.trainError)
        (testError, testErrorLow, testErrorHigh) = (Summary(test).mean, test.min()!, test.max()!)
        (trainError, trainErrorLow, trainErrorHigh) = (Summary(train).mean, train.min()!, train.max()!)
        publishedTestError = point.testErrorPercent
        publishedTrainError = point.trainErrorPercent
    }

    static func title(_ sweep: Sweep, _ network: Network) -> String {
        "\(network.title), \(sweep == .notebookClean ? "clean labels" : "15 % label noise")"
    }

    /// A panel for each model and kind of labels: our curves, and the authors' as dots.
    static func figure(_ rows: [NotebookRow]) -> Figure {
        let (ourTest, ourTrain) = ("test, ours", "train, ours")
        let (theirTest, theirTrain) = ("test, notebook", "train, notebook")
        return Figure(
            width: .double, height: 62, columns: 3, sharing: .y, legend: .shared,
            series: [ourTest, theirTest, ourTrain, theirTrain],
            seriesStyles: [
                ourTest: SeriesStyle(color: Color(0x0072B2)),
                theirTest: SeriesStyle(color: Color(0x004B75), symbol: .circle),
                ourTrain: SeriesStyle(color: Color(0xD55E00), dash: [4, 1.5]),
                theirTrain: SeriesStyle(color: Color(0x8F3F00), symbol: .square),
            ]
        ) {
            for curve in Published.curves {
                let shown = rows.filter { $0.sweep == curve.sweep && $0.network == curve.network }
                Plot(
                    title(curve.sweep, curve.network),
                    x: .log(curve.network == .convolutional ? "Channels" : "Hidden units a layer"),
                    y: .linear("Classification error (%)", domain: 0...100)
                ) {
                    Band(shown, x: \.width, low: \.trainErrorLow, high: \.trainErrorHigh, series: { _ in ourTrain })
                    Band(shown, x: \.width, low: \.testErrorLow, high: \.testErrorHigh, series: { _ in ourTest })
                    Line(shown, x: \.width, y: \.trainError, series: { _ in ourTrain })
                    Line(shown, x: \.width, y: \.testError, series: { _ in ourTest })
                    Dot(shown, x: \.width, y: \.publishedTrainError, series: { _ in theirTrain }, size: 2.4)
                    Dot(shown, x: \.width, y: \.publishedTestError, series: { _ in theirTest }, size: 2.4)
                }
            }
        }
    }
}

/// How far our mean errors are from the notebook's, over the widths of one panel. Percentage points.
struct DifferenceRow: Codable {
    let sweep: Sweep
    let network: Network
    let widths: Int
    let meanTestDifference: Double
    let largestTestDifference: Double
    let widthOfLargestTestDifference: Int
    let largestTrainDifference: Double
    let widthOfLargestTrainDifference: Int

    static func rows(_ runs: [FinishedFit]) -> [DifferenceRow] {
        let rows = NotebookRow.rows(runs)
        return Published.curves.compactMap { curve in
            let own = rows.filter { $0.sweep == curve.sweep && $0.network == curve.network }
            return own.isEmpty ? nil : DifferenceRow(own)
        }
    }

    private init(_ rows: [NotebookRow]) {
        let test = rows.map { $0.testError - $0.publishedTestError }
        let train = rows.map { $0.trainError - $0.publishedTrainError }
        func largest(_ values: [Double]) -> Int {
            values.indices.reduce(0) { values[$1].magnitude > values[$0].magnitude ? $1 : $0 }
        }
        sweep = rows[0].sweep
        network = rows[0].network
        widths = rows.count
        meanTestDifference = Summary(test).mean
        largestTestDifference = test[largest(test)]
        widthOfLargestTestDifference = rows[largest(test)].width
        largestTrainDifference = train[largest(train)]
        widthOfLargestTrainDifference = rows[largest(train)].width
    }

    static func table(_ rows: [DifferenceRow]) -> PrintedTable {
        var table = PrintedTable(header: [
            "Ours minus the notebook's error (points)", "widths", "test, mean", "test, largest", "train, largest",
        ])
        for row in rows {
            func largest(_ value: Double, _ width: Int) -> String {
                "\(fixed(value, decimals: 2)) at width \(width)"
            }
            table.append([
                NotebookRow.title(row.sweep, row.network), "\(row.widths)", fixed(row.meanTestDifference, decimals: 2),
                largest(row.largestTestDifference, row.widthOfLargestTestDifference),
                largest(row.largestTrainDifference, row.widthOfLargestTrainDifference),
            ])
        }
        return table
    }
}
