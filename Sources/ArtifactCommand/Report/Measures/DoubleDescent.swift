import Artifact

/// Figure 4: where the peak of the test loss lies, and how high it is, seed by seed.
extension Results {
    private struct Fit: Decodable {
        let sweep: String
        let network: String
        let loss: String
        let examples: Int
        let seed: Int
        let parameters: Int
        let testLoss: Double
    }

    /// The runs of one curve, from narrow to wide, for each seed.
    private func curves(_ network: String, _ loss: String, examples: Int) throws -> [[Fit]] {
        let curves = try rows("double-descent-runs", as: Fit.self)
            .filter { $0.sweep == "thresholds" && $0.network == network && $0.loss == loss && $0.examples == examples }
            .grouped(by: \.seed)
            .map { $0.values.sorted { $0.parameters < $1.parameters } }
        guard !curves.isEmpty else { throw Missing(reason: "double-descent has not been run for \(network), \(loss)") }
        return curves
    }

    private func peak(_ curve: [Fit]) -> Fit {
        curve.dropFirst().reduce(curve[0]) { $1.testLoss > $0.testLoss ? $1 : $0 }
    }

    /// The peak's number of parameters, in units of the paper's threshold.
    func peak(_ network: String, _ loss: String, examples: Int) throws -> Estimate {
        let threshold = Double(loss == "mse" ? 10 * examples : examples)
        return Estimate(
            try curves(network, loss, examples: examples).map { Double(peak($0).parameters) / threshold })
    }

    /// How much higher the fully connected model's peak rises over its widest model, as a ratio, than the CNN's.
    func excessPeak(_ loss: String, examples: Int) throws -> Estimate {
        func heights(_ network: String) throws -> [Double] {
            try curves(network, loss, examples: examples).map { peak($0).testLoss / $0.last!.testLoss }
        }
        return Estimate(zip(try heights("mlp"), try heights("cnn")).map { $0 - $1 })
    }
}
