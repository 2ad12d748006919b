import Artifact
import Statistics

/// How far our mean errors are from the notebook's, over the widths of one panel. Percentage points.
struct DifferenceRow: Codable {
    let labelNoise: Double
    let network: Network
    let widths: Int
    let meanTestDifference: Double
    let largestTestDifference: Double
    let widthOfLargestTestDifference: Int
    let largestTrainDifference: Double
    let widthOfLargestTrainDifference: Int

    static func rows(_ runs: [DescentRun], isPapers: (Configuration) -> Bool) -> [DifferenceRow] {
        NotebookRow.rows(runs, isPapers: isPapers).filter { $0.publishedTestError != nil }
            .grouped { "\($0.network.rawValue) \($0.labelNoise)" }.map { DifferenceRow($0.values) }
    }

    /// - Parameter rows: All of them have published errors.
    private init(_ rows: [NotebookRow]) {
        let test = rows.map { $0.testError - $0.publishedTestError! }
        let train = rows.map { $0.trainError - $0.publishedTrainError! }
        func largest(_ values: [Double]) -> Int {
            values.indices.reduce(0) { values[$1].magnitude > values[$0].magnitude ? $1 : $0 }
        }
        labelNoise = rows[0].labelNoise
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
                NotebookRow.title(row.network, labelNoise: row.labelNoise), "\(row.widths)",
                fixed(row.meanTestDifference, decimals: 2),
                largest(row.largestTestDifference, row.widthOfLargestTestDifference),
                largest(row.largestTrainDifference, row.widthOfLargestTrainDifference),
            ])
        }
        return table
    }
}
