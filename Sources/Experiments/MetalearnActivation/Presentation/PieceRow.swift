/// One knot of the piecewise linear form of a learned activation.
struct PieceRow: Codable {
    let seed: UInt32
    let knot: Double
    let value: Double
    /// Of the piece right of the knot; the last knot has that of the piece left of it.
    let slope: Double
    /// Largest distance of the fit from the activation on -5...5.
    let largestError: Double

    static func rows(_ runs: [ActivationRun]) -> [PieceRow] {
        Results(runs).learned.flatMap { seed, outcome in rows(seed, outcome.pieces) }
    }

    private static func rows(_ seed: UInt32, _ pieces: Pieces) -> [PieceRow] {
        let (knots, values) = (pieces.knots, pieces.values)
        return knots.indices.map { index in
            let left = min(index, knots.count - 2)
            return PieceRow(
                seed: seed, knot: knots[index], value: values[index],
                slope: (values[left + 1] - values[left]) / (knots[left + 1] - knots[left]),
                largestError: pieces.largestError)
        }
    }
}
