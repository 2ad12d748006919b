import Artifact

/// What the authors found. All of it belongs to 500 hidden units, 100 retrains and 6000 steps; where ours are others, nothing of it is shown.
struct Authors {
    private let accuracies: [[String]: Double]
    private let searches: [[String]: Double]
    private let runs: [[String]: (value: Double, standardError: Double)]

    /// From the tables of `Data/published`.
    init(curves: [Record], search: [Record], adjacency: [Record]) {
        func table<Value>(_ rows: [Record], _ keys: [String], _ value: (Record) -> Value) -> [[String]: Value] {
            Dictionary(rows.map { row in (keys.map { row[$0] }, value(row)) }, uniquingKeysWith: { first, _ in first })
        }
        accuracies = table(curves, ["data", "change", "ticket", "step"]) { $0.number("testAccuracy")! }
        searches = table(search, ["measure", "ticket", "retrain"]) { $0.number("accuracy")! }
        runs = table(adjacency, ["ticket", "neighbours"]) { ($0.number("runs")!, $0.number("standardError")!) }
    }

    /// Test accuracy in percent of a network under a change after a step, mean of two trials.
    func accuracy(_ ticket: Ticket, _ change: Change, _ data: Analysis.Data, step: Int) -> Double? {
        // Their new weights are those of the next seed.
        let own = change == .nextSeed ? Change.newWeights : change
        return accuracies[[data.rawValue, own.rawValue, ticket.rawValue, "\(step)"]]
    }

    /// Test accuracy in percent of a retrain, counted from 0, mean of two trials.
    func search(_ measure: Searches.Measure, _ ticket: Ticket, retrain: Int) -> Double? {
        searches[[measure.rawValue, ticket.rawValue, "\(retrain)"]]
    }

    /// Runs of unmasked neighbours per hidden unit and input in one trial, with the standard error over its hidden units.
    func adjacency(_ ticket: Ticket, _ neighbours: Int) -> (value: Double, standardError: Double)? {
        runs[[ticket.rawValue, "\(neighbours)"]]
    }
}
