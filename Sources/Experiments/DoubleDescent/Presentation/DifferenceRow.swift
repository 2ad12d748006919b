import Artifact
import Statistics

/// How far our mean errors are from the notebook's, over the widths of one panel. Percentage points.
struct DifferenceRow: Codable {
    let hasWrongLabels: Bool
    let network: Network
    let widths: Int
    let meanTestDifference: Double
    let largestTestDifference: Double
    let widthOfLargestTestDifference: Int
    let largestTrainDifference: Double
    let widthOfLargestTrainDifference: Int

    static func rows(_ runs: [DescentRun]) -> [DifferenceRow] {
        let rows = NotebookRow.rows(runs)
        return AuthorsNotebook.curves.compactMap { curve in
            let own = rows.filter { $0.hasWrongLabels == curve.hasWrongLabels && $0.network == curve.network }
            return own.isEmpty ? nil : DifferenceRow(own)
        }
    }

    private init(_ rows: [NotebookRow]) {
        let test = rows.map { $0.testError - $0.publishedTestError }
        let train = rows.map { $0.trainError - $0.publishedTrainError }
        func largest(_ values: [Double]) -> Int {
            values.indices.reduce(0) { values[$1].magnitude > values[$0].magnitude ? $1 : $0 }
        }
        hasWrongLabels = rows[0].hasWrongLabels
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
                NotebookRow.title(row.network, hasWrongLabels: row.hasWrongLabels), "\(row.widths)",
                fixed(row.meanTestDifference, decimals: 2),
                largest(row.largestTestDifference, row.widthOfLargestTestDifference),
                largest(row.largestTrainDifference, row.widthOfLargestTrainDifference),
            ])
        }
        return table
    }
}
