import Artifact

/// Figure 10: how often a point's ten nearest neighbours in the plane are of its class by majority, in percent.
extension Results {
    private struct Score: Decodable {
        let data: String
        let runs: Int
        let plane: Double
        let planeDeviation: Double?
    }

    /// The agreement in one kind of data, `Subset of MNIST` or `MNIST-1D`, over embeddings.
    func neighborAgreement(_ data: String) throws -> Estimate {
        let rows = try rows("tsne-neighbors", as: Score.self)
        guard let row = rows.first(where: { $0.data.hasPrefix(data) }) else {
            throw Missing(reason: "tsne has not been run on \(data)")
        }
        guard let deviation = row.planeDeviation else { return Estimate([row.plane]) }
        return Estimate(mean: row.plane, standardError: deviation / Double(row.runs).squareRoot(), count: row.runs)
    }
}
