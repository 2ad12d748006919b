import Artifact
import Plotting

/// One evaluation of one analysis.
struct HistoryRow: Codable, TicketRow {
    let data: Analysis.Data
    let change: Change
    let ticket: Ticket
    /// The step after which the lottery ticket's weights were ranked; none for other networks.
    let prunedAfter: Int?
    let seed: UInt32
    let step: Int
    /// On the first 1000 training examples.
    let trainLoss: Double
    let trainAccuracy: Double
    let testLoss: Double
    let testAccuracy: Double
    /// The authors' test accuracy at this step, where they have trained like this: means of their trials.
    let published: Double?

    static func rows(_ runs: [LotteryRun], _ authors: Authors) -> [HistoryRow] {
        runs.analyses.flatMap { analysis, history in
            history.map { point in
                HistoryRow(
                    data: analysis.data, change: analysis.change, ticket: analysis.ticket,
                    prunedAfter: analysis.network.search?.ranking.step, seed: analysis.network.trial.seed, step: point.step,
                    trainLoss: point.trainLoss, trainAccuracy: point.trainAccuracy, testLoss: point.testLoss,
                    testAccuracy: point.testAccuracy,
                    published: analysis.isPublished
                        ? authors.accuracy(analysis.ticket, analysis.change, analysis.data, step: point.step) : nil)
            }
        }
    }
}

extension [HistoryRow] {
    /// The last evaluation of each analysis.
    var finals: [HistoryRow] {
        let last = map(\.step).max()
        return filter { $0.step == last }
    }
}

/// A row about a ticket.
protocol TicketRow {
    /// The step after which the lottery ticket's weights were ranked; nil for other networks.
    var prunedAfter: Int? { get }
}

extension Array where Element: TicketRow {
    /// Those that figures show: with the lottery ticket of the first search.
    var main: [Element] {
        let step = lazy.compactMap(\.prunedAfter).first
        return filter { $0.prunedAfter == nil || $0.prunedAfter == step }
    }
}

/// The lottery ticket and another network, trained again under the same change in one trial.
struct Lead {
    let own: HistoryRow
    let other: HistoryRow

    /// In percentage points.
    var points: Double { own.testAccuracy - other.testAccuracy }
    var published: Double? { own.published.flatMap { own in other.published.map { own - $0 } } }

    /// Throws where a trial lacks a network.
    static func all(_ finals: [HistoryRow]) throws -> [Lead] {
        try finals.filter { $0.ticket == .lottery }.flatMap { own in
            try [Ticket.dense, .random].map { baseline in
                let other = finals.first {
                    $0.ticket == baseline && $0.seed == own.seed && $0.data == own.data && $0.change == own.change
                }
                guard let other else {
                    throw ArtifactError(
                        "lottery-tickets: seed \(own.seed), \(own.data.rawValue) \(own.change.rawValue), has no \(baseline.rawValue) network"
                    )
                }
                return Lead(own: own, other: other)
            }
        }
    }
}

/// Test accuracies of networks trained again, over trials, and the lottery ticket's lead.
enum Accuracies {
    static let data = Dimension("data", \HistoryRow.data)
    static let change = Dimension("change", \HistoryRow.change)
    static let ticket = Dimension("ticket", \HistoryRow.ticket)
    static let step = Dimension("step", \HistoryRow.step)
    static let seed = Dimension("seed", \HistoryRow.seed)
    static let accuracy = Metric<HistoryRow>("testAccuracy", "Test accuracy (%)", \.testAccuracy)
    static let lead = Metric<Lead>("lead", "Lead (points)", \.points)

    static func means(by factors: [any Factor<HistoryRow>]) -> Summaries<HistoryRow> {
        Summaries(accuracy, by: factors, columns: [.estimate, .count("trials"), .number("published") { $0.elements[0].published }])
    }

    static var leads: Summaries<Lead> {
        Summaries(
            lead,
            by: [Dimension("data", \Lead.own.data), Dimension("change", \Lead.own.change), Dimension("baseline", \Lead.other.ticket)],
            columns: [.estimate, .count("trials"), .number("published") { $0.elements[0].published }])
    }

    /// A line for each condition, a column for each network and for the authors.
    static func table(_ rows: [Record]) -> PrintedTable {
        table(rows, "Test accuracy (%)", Ticket.allCases.map { ("ticket", $0, $0.rawValue) }) {
            $0.printedEstimate(over: "trials", decimals: 1)
        }
    }

    /// An interval that excludes zero is marked with a star.
    static func leadTable(_ rows: [Record]) -> PrintedTable {
        let networks = [Ticket.dense, .random].map { ("baseline", $0, "over \($0.rawValue)") }
        return table(rows, "Lead of the lottery ticket (points)", networks, signed: true) { row in
            let lead = row.estimate().printed(over: Int(row.number("trials")!))
            return signedText(lead, decimals: 1) + (lead.excludesZero ? " *" : "")
        }
    }

    private static func table(
        _ rows: [Record], _ corner: String, _ networks: [(column: String, ticket: Ticket, title: String)], signed: Bool = false,
        _ text: (Record) -> String
    ) -> PrintedTable {
        let hasPublished = rows.contains { $0.number("published") != nil }
        var table = PrintedTable(header: [corner] + networks.flatMap { [$0.title] + (hasPublished ? ["authors"] : []) })
        for (condition, own) in rows.grouped(by: Condition.init) {
            let cells = networks.flatMap { column, ticket, _ -> [String] in
                let row = own.first { $0[column] == ticket.rawValue }
                let published = row?.number("published").map { signed ? signedText($0, decimals: 1) : fixed($0, decimals: 1) }
                return [row.map(text) ?? "–"] + (hasPublished ? [published ?? "–"] : [])
            }
            table.append([condition.title] + cells)
        }
        return table
    }

    /// As the authors' picture of the whole: the lottery ticket unchanged, on permuted data and re-initialised, beside a
    /// random ticket and the dense network; and all accuracies after the last step. The axis is theirs where their numbers are.
    static func summary(_ rows: [Record]) -> Figure {
        let last = rows.compactMap { $0.number("step") }.max() ?? 0
        let curves = rows.filter { $0["data"] == Analysis.Data.same.rawValue && curve($0) != nil }
        // The authors' own two trials are in the table.
        let finals = rows.filter { $0.number("step") == last && $0["change"] != Change.nextSeed.rawValue }
        let isPublished = rows.contains { $0.number("published") != nil }
        func condition(_ row: Record) -> String { Condition(row).short }
        func mean(_ row: Record) -> Double? { row.number("mean") }
        func published(_ row: Record) -> Double? { row.number("published") }
        func lower(_ row: Record) -> Double? { row.number("lower") }
        func upper(_ row: Record) -> Double? { row.number("upper") }
        func x(_ row: Record) -> Double? { row.number("step") }
        return Figure(width: .double, height: 78, columnWeights: [1, 1.1], series: ["dense", "lottery", "random"]) {
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)", domain: isPublished ? 50...75 : nil), legend: .inside) {
                Band(curves, x: x, low: lower, high: upper, series: { curve($0)! })
                if isPublished { Line(curves, x: x, y: published, series: { curve($0)! }, style: .published) }
                Line(curves, x: x, y: mean, series: { curve($0)! })
            }
            Plot(
                x: .band("After step \(Int(last))", order: finals.map(condition)), y: .linear("Test accuracy (%)"), legend: .above
            ) {
                if isPublished {
                    Dot(finals, x: condition, y: published, series: { $0["ticket"] }, isDodged: true, style: .published)
                }
                Dot(finals, x: condition, y: mean, series: { $0["ticket"] }, low: lower, high: upper, isDodged: true)
            }
        }
    }

    /// The name of the row's curve in the summary; nil for what it leaves out.
    private static func curve(_ row: Record) -> String? {
        switch (Ticket(rawValue: row["ticket"]), Change(rawValue: row["change"])) {
        case (_, .some(.none)): row["ticket"]
        case (.lottery, .permuted): "lottery, permuted data"
        case (.lottery, .newWeights): "re-initialised"
        default: nil
        }
    }
}

/// What networks are compared on.
struct Condition: Hashable {
    let data: String
    let change: String

    init(_ row: Record) { (data, change) = (row["data"], row["change"]) }

    var title: String {
        let title = Change(rawValue: change)?.title ?? change
        return data == Analysis.Data.same.rawValue ? title : "Fresh data, \(title.lowercased())"
    }

    /// The title in one or two words.
    var short: String { data == Analysis.Data.same.rawValue ? Change(rawValue: change)?.short ?? change : "fresh data" }
}

extension Change {
    var title: String {
        switch self {
        case .none: "Unchanged"
        case .reversed: "Signals reversed"
        case .permuted: "Positions permuted"
        case .chunks: "Four chunks exchanged"
        case .newWeights: "New initial weights"
        case .nextSeed: "New initial weights of seed + 1"
        }
    }

    fileprivate var short: String {
        switch self {
        case .none: "unchanged"
        case .newWeights: "new weights"
        case .nextSeed: "seed + 1"
        case .reversed, .permuted, .chunks: rawValue
        }
    }
}

/// A difference with its sign.
func signedText(_ value: Double, decimals: Int) -> String { (value >= 0 ? "+" : "") + fixed(value, decimals: decimals) }

/// `+6.3 [+5.1, +7.4]`.
func signedText(_ estimate: Estimate, decimals: Int) -> String {
    let mean = signedText(estimate.mean, decimals: decimals)
    guard let lower = estimate.lower, let upper = estimate.upper else { return mean }
    return "\(mean) [\(signedText(lower, decimals: decimals)), \(signedText(upper, decimals: decimals))]"
}
