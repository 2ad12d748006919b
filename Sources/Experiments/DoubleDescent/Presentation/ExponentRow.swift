import Artifact
import NeuralNetworks
import RandomGenerators
import Statistics

/// How a landmark grows with n and K: its position is c n^a K^b, with the paper's a = 1, and b = 0 for the log likelihood, 1 for squared errors.
///
/// Fitted to the logarithms of each seed's positions alone; means and 95 % intervals (Student's t) are over seeds.
struct ExponentRow: Codable {
    enum Variable: String, Codable, CaseIterable {
        case examples = "n"
        case outputs = "K"
    }

    let network: Network
    let loss: Loss
    let landmark: Landmark
    let variable: Variable
    /// Curves that each seed's fit is made of.
    let curves: Int
    /// Seeds whose curves all have the position; without any there is no mean.
    let seeds: Int
    let mean: Double?
    let lower: Double?
    let upper: Double?
    let claimed: Double

    static func rows(_ positions: [PositionRow]) -> [ExponentRow] {
        positions.grouped { [$0.network.rawValue, $0.loss.rawValue, $0.landmark.rawValue] }.flatMap { _, positions in
            let fits = exponents(positions)
            let (first, curves) = (positions[0], positions.grouped { "\($0.examples) \($0.outputs)" }.count)
            return Variable.allCases.map { variable in
                let summary = Summary(fits.map { variable == .examples ? $0.examples : $0.outputs })
                return ExponentRow(
                    network: first.network, loss: first.loss, landmark: first.landmark, variable: variable, curves: curves,
                    seeds: fits.count, mean: fits.isEmpty ? nil : summary.mean, lower: summary.lower, upper: summary.upper,
                    claimed: variable == .examples || first.loss == .meanSquaredError ? 1 : 0)
            }
        }
    }

    /// The exponents of each seed that has all positions, and enough of them.
    static func exponents(_ positions: [PositionRow]) -> [(examples: Double, outputs: Double)] {
        positions.grouped(by: \.seed).compactMap { _, positions in
            let values = positions.compactMap(\.position)
            guard values.count == positions.count, values.count >= 3 else { return nil }
            let design = positions.map { [1, naturalLogarithm(Double($0.examples)), naturalLogarithm(Double($0.outputs))] }
            return LinearFit(values.map(naturalLogarithm), on: design).map { ($0.coefficients[1], $0.coefficients[2]) }
        }
    }

    static func table(_ rows: [ExponentRow]) -> PrintedTable {
        var table = PrintedTable(
            header: [
                "Model", "Loss", "Position", "Exponent of n [90 %]", "paper", "Exponent of K [90 %]", "paper", "Seeds",
            ],
            wordColumns: 3)
        for (_, own) in rows.grouped(by: { [$0.network.rawValue, $0.loss.rawValue, $0.landmark.rawValue] }) {
            let row = own[0]
            let exponents = Variable.allCases.flatMap { variable -> [String] in
                guard let row = own.first(where: { $0.variable == variable }), let mean = row.mean else { return ["–", "–"] }
                let estimate = Estimate(mean, lower: row.lower, upper: row.upper).printed(over: row.seeds)
                return [estimate.text(decimals: 2), fixed(row.claimed, decimals: 0)]
            }
            table.append([row.network.title, row.loss.abbreviation, row.landmark.title] + exponents + ["\(row.seeds)"])
        }
        return table
    }
}
