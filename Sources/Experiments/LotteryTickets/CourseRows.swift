import Artifact
import Plotting

/// One evaluation of one analysis.
struct CourseRow: Codable {
    var data: Analysis.Data
    var ablation: Ablation
    var ticket: Ticket
    var seed: UInt32
    var step: Int
    var trainLoss: Double
    var testLoss: Double
    var testAccuracy: Double

    static func rows(_ runs: [Run]) -> [CourseRow] {
        runs.flatMap { run -> [CourseRow] in
            guard let analysis = run.configuration.analysis else { return [] }
            return run.outcome.course.map {
                CourseRow(
                    data: analysis.data, ablation: analysis.ablation, ticket: analysis.ticket,
                    seed: run.configuration.search.seed, step: $0.step, trainLoss: $0.trainLoss,
                    testLoss: $0.testLoss, testAccuracy: $0.testAccuracy)
            }
        }
    }
}

/// Test accuracy in percent after a number of steps: mean and standard error over trials.
struct MeanCourseRow: Codable {
    var data: Analysis.Data
    var ablation: Ablation
    var ticket: Ticket
    var step: Int
    var mean: Double
    var standardError: Double?

    static func rows(_ runs: [Run]) -> [MeanCourseRow] {
        var groups: [[CourseRow]] = []
        var places: [String: Int] = [:]
        for row in CourseRow.rows(runs) {
            let key = "\(row.data) \(row.ablation) \(row.ticket) \(row.step)"
            if let place = places[key] {
                groups[place].append(row)
            } else {
                places[key] = groups.count
                groups.append([row])
            }
        }
        return groups.map { group in
            let summary = Summary(group.map(\.testAccuracy))
            return MeanCourseRow(
                data: group[0].data, ablation: group[0].ablation, ticket: group[0].ticket, step: group[0].step,
                mean: summary.mean, standardError: summary.count > 1 ? summary.standardError : nil)
        }
    }

    /// A row of panels for each dataset, a column for each ablation.
    static func figure(_ rows: [MeanCourseRow]) -> Figure {
        Figure(
            width: .double, height: 90, columns: Ablation.allCases.count, sharing: .both, legend: .shared,
            series: Ticket.allCases.map(\.rawValue)
        ) {
            for data in Analysis.Data.allCases {
                for ablation in Ablation.allCases {
                    plot(
                        rows, ablation, data, title: data == .same ? ablation.title : "",
                        label: data == .same ? "Accuracy (%), same data" : "Accuracy (%), fresh data")
                }
            }
        }
    }

    static func plot(
        _ rows: [MeanCourseRow], _ ablation: Ablation, _ data: Analysis.Data, title: String, label: String
    ) -> Plot {
        let shown = rows.filter { $0.ablation == ablation && $0.data == data }
        return Plot(title, x: .linear("Training step"), y: .linear(label)) {
            Band(
                shown.filter { $0.standardError != nil }, x: \.step, low: { $0.mean - $0.standardError! },
                high: { $0.mean + $0.standardError! }, series: \.ticket.rawValue)
            Line(shown, x: \.step, y: \.mean, series: \.ticket.rawValue)
        }
    }
}

/// Test accuracy in percent after all steps: mean and standard error over trials.
struct FinalRow: Codable {
    var data: Analysis.Data
    var ablation: Ablation
    var ticket: Ticket
    var mean: Double
    var standardError: Double?

    static func rows(_ runs: [Run]) -> [FinalRow] {
        let rows = MeanCourseRow.rows(runs)
        let last = rows.map(\.step).max()
        return rows.filter { $0.step == last }.map {
            FinalRow(
                data: $0.data, ablation: $0.ablation, ticket: $0.ticket, mean: $0.mean,
                standardError: $0.standardError)
        }
    }

    /// All final accuracies beside each other.
    static func figure(_ rows: [FinalRow]) -> Figure {
        Figure(
            width: .double, height: 70, sharing: .y, legend: .shared, series: Ticket.allCases.map(\.rawValue)
        ) {
            for data in Analysis.Data.allCases {
                Plot(
                    data == .same ? "Data of the search" : "Fresh data",
                    x: .band(order: Ablation.allCases.map(\.short)), y: .linear("Test accuracy (%)", grid: true)
                ) {
                    Dot(
                        rows.filter { $0.data == data }, x: \.ablation.short, y: \.mean,
                        series: \.ticket.rawValue, low: { $0.mean - ($0.standardError ?? 0) },
                        high: { $0.mean + ($0.standardError ?? 0) })
                }
            }
        }
    }
}

extension Ablation {
    /// The title in one word.
    var short: String {
        switch self {
        case .none: "unchanged"
        case .reversed: "reversed"
        case .permuted: "permuted"
        case .chunks: "chunks"
        case .newWeights: "reseeded"
        }
    }
}
