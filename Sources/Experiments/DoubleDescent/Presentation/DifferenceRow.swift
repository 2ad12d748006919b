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

    static func rows(_ rows: [Record]) -> [DifferenceRow] {
        rows.filter { $0.number("publishedTestError") != nil }.grouped(by: DoubleDescent.notebookTitle).map { DifferenceRow($0.values) }
    }

    /// - Parameter rows: All of them have published errors.
    private init(_ rows: [Record]) {
        func differences(_ part: String) -> [Double] {
            rows.map { $0.number("\(part)Error")! - $0.number("published\(part.capitalized)Error")! }
        }
        let (test, train) = (differences("test"), differences("train"))
        func largest(_ values: [Double]) -> Int {
            values.indices.reduce(0) { values[$1].magnitude > values[$0].magnitude ? $1 : $0 }
        }
        labelNoise = rows[0].number("labelNoise")!
        network = Network(rawValue: rows[0]["network"])!
        widths = rows.count
        meanTestDifference = Summary(test).mean
        largestTestDifference = test[largest(test)]
        widthOfLargestTestDifference = Int(rows[largest(test)].number("width")!)
        largestTrainDifference = train[largest(train)]
        widthOfLargestTrainDifference = Int(rows[largest(train)].number("width")!)
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
                "\(row.network.title), \(DoubleDescent.words(row.labelNoise))", "\(row.widths)",
                fixed(row.meanTestDifference, decimals: 2),
                largest(row.largestTestDifference, row.widthOfLargestTestDifference),
                largest(row.largestTrainDifference, row.widthOfLargestTrainDifference),
            ])
        }
        return table
    }
}
