/// The continuous, piecewise linear function with given knots that is closest to some points in the mean square.
///
/// For use elsewhere without the network: straight lines between the knots, continued beyond the first and last.
public struct PiecewiseLinearFit: Sendable, Equatable {
    /// The points where the slope may change, ascending.
    public let knots: [Double]
    /// The function at the knots.
    public let values: [Double]
    /// The largest distance from a point.
    public let largestError: Double

    /// Solves the normal equations of the hat functions, which are tridiagonal.
    ///
    /// - Parameters:
    ///   - x: ascending, from the first knot to the last, at least one in the interior of each piece.
    ///   - knots: at least two.
    public init(x: [Double], y: [Double], knots: [Double]) {
        let last = knots.count - 1
        precondition(last >= 1 && x.count == y.count, "\(knots.count) knots for \(x.count) and \(y.count) numbers")
        func locate(_ x: Double) -> (piece: Int, fraction: Double) {
            let piece = min(knots.lastIndex { $0 <= x } ?? 0, last - 1)
            return (piece, (x - knots[piece]) / (knots[piece + 1] - knots[piece]))
        }
        var diagonal = [Double](repeating: 0, count: last + 1)
        var beside = [Double](repeating: 0, count: last)
        var right = [Double](repeating: 0, count: last + 1)
        for (x, y) in zip(x, y) {
            let (piece, fraction) = locate(x)
            diagonal[piece] += (1 - fraction) * (1 - fraction)
            diagonal[piece + 1] += fraction * fraction
            beside[piece] += fraction * (1 - fraction)
            right[piece] += (1 - fraction) * y
            right[piece + 1] += fraction * y
        }
        for row in 1...last {
            let factor = beside[row - 1] / diagonal[row - 1]
            diagonal[row] -= factor * beside[row - 1]
            right[row] -= factor * right[row - 1]
        }
        var values = [Double](repeating: 0, count: last + 1)
        for row in (0...last).reversed() {
            let above = row < last ? beside[row] * values[row + 1] : 0
            values[row] = (right[row] - above) / diagonal[row]
        }
        self.knots = knots
        self.values = values
        largestError =
            zip(x, y).map { x, y in
                let (piece, fraction) = locate(x)
                return (values[piece] * (1 - fraction) + values[piece + 1] * fraction - y).magnitude
            }.max() ?? 0
    }
}
