import Autodiff

/// The authors' six straight pieces for the activation that they learned, from their notebook `metalearn-activation-function`.
/// Where pieces meet at -0.25, 0.1 and 0.6 it jumps, by at most 0.075.
func piecewiseFit(_ x: Tensor) -> Tensor {
    /// Slope and offset of each piece, and where it begins.
    let pieces: [(from: Float, slope: Float, offset: Float)] = [
        (-.infinity, 0.15, 0.9), (-2, -0.25, 0.1), (-1, -1.2, -0.85), (-0.25, -0.5, -0.75), (0.1, 0.2, -0.85), (0.6, 1.2, -1.4),
    ]
    func line(_ piece: Int) -> Tensor { pieces[piece].slope * x + pieces[piece].offset }
    return pieces.indices.dropFirst().reduce(line(0)) { before, piece in
        select(where: isGreaterOrEqual(x, x.filled(pieces[piece].from)), line(piece), before)
    }
}
