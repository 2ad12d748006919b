import Artifact
import Statistics

/// The 10-NN accuracy in one kind of data, in percent.
struct ScoreRow: Codable {
    var data: String
    var points: Int
    var dimensions: Int
    /// Seeds that the numbers are means over.
    var runs: Int
    var input: Double
    var inputLower: Double
    var inputUpper: Double
    var plane: Double
    var planeLower: Double
    var planeUpper: Double
    /// Standard deviations over the runs; absent with one.
    var inputDeviation: Double?
    var planeDeviation: Double?
    /// The embeddings' divergence.
    var divergence: Double
    var divergenceDeviation: Double?

    /// One row for each title.
    static func rows(_ runs: [EmbeddingRun]) -> [ScoreRow] {
        runs.grouped(by: \.configuration.shownTitle).map { title, own in
            let points = own[0].configuration.points
            func percent(_ count: (TSNEStudy.Outcome) -> Int) -> Summary {
                Summary(own.map { 100 * Double(count($0.outcome)) / Double(points) })
            }
            // Of one run's points: more runs over the same images would not narrow it.
            func interval(_ summary: Summary) -> (lower: Double, upper: Double) {
                Proportion(Int((summary.mean / 100 * Double(points)).rounded()), of: points).confidenceInterval95
            }
            let (input, plane) = (percent(\.correctInInput), percent(\.correctInPlane))
            let (inputInterval, planeInterval) = (interval(input), interval(plane))
            let divergence = Summary(own.map(\.outcome.divergence))
            return ScoreRow(
                data: title, points: points, dimensions: own[0].outcome.dimensions, runs: own.count,
                input: input.mean, inputLower: 100 * inputInterval.lower, inputUpper: 100 * inputInterval.upper,
                plane: plane.mean, planeLower: 100 * planeInterval.lower, planeUpper: 100 * planeInterval.upper,
                inputDeviation: input.deviation, planeDeviation: plane.deviation,
                divergence: divergence.mean, divergenceDeviation: divergence.deviation)
        }
    }

    static func table(_ rows: [ScoreRow]) -> PrintedTable {
        var table = PrintedTable(header: ["10-NN accuracy (%)"] + rows.map(\.data))
        func append(_ name: String, _ text: (ScoreRow) -> String) { table.append([name] + rows.map(text)) }
        func number(_ value: Double?, _ decimals: Int = 1) -> String { value.map { fixed($0, decimals: decimals) } ?? "–" }
        append("Points × dimensions") { "\($0.points) × \($0.dimensions)" }
        append("Input space [95 % interval]") { "\(number($0.input)) [\(number($0.inputLower)), \(number($0.inputUpper))]" }
        append("Input space, deviation between seeds") { number($0.inputDeviation) }
        append("Embedding [95 % interval]") { "\(number($0.plane)) [\(number($0.planeLower)), \(number($0.planeUpper))]" }
        append("Embedding, deviation between seeds") { number($0.planeDeviation) }
        append("KL divergence of the embedding") {
            number($0.divergence, 3) + ($0.divergenceDeviation.map { " ± \(fixed($0, decimals: 3))" } ?? "")
        }
        append("Seeds") { "\($0.runs)" }
        return table
    }
}
