import Artifact
import Plotting
import Statistics

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

    /// The last evaluation of each analysis.
    static func finals(_ runs: [Run]) -> [CourseRow] {
        let rows = rows(runs)
        let last = rows.map(\.step).max()
        return rows.filter { $0.step == last }
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
            width: .double, height: 105, columns: Ablation.allCases.count, sharing: .both, legend: .shared,
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
