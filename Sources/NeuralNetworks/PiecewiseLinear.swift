import Autodiff

/// A continuous function of straight lines between knots, the first and last of which go on forever:
///
///     f(x) = v₀ + s₀ (x - k₀) + Σᵢ (sᵢ - sᵢ₋₁) relu(x - kᵢ)
///
/// with values vᵢ at the knots kᵢ and slopes sᵢ = (vᵢ₊₁ - vᵢ) / (kᵢ₊₁ - kᵢ). At a knot its slope is that on the left.
public struct PiecewiseLinear: Hashable, Codable, Sendable {
    /// Ascending; at least two.
    public let knots: [Float]
    /// The function at the knots.
    public let values: [Float]

    public init(knots: [Float], values: [Float]) {
        precondition(
            knots.count >= 2 && knots.count == values.count && zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 },
            "\(knots.count) knots, which must be ascending, with \(values.count) values")
        self.knots = knots
        self.values = values
    }

    /// The slopes of the pieces, one fewer than knots.
    public var slopes: [Float] {
        (1..<knots.count).map { (right: Int) -> Float in
            let rise = values[right] - values[right - 1]
            let run = knots[right] - knots[right - 1]
            return rise / run
        }
    }

    /// Elementwise.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let slopes = slopes
        let first = slopes[0] * x + (values[0] - slopes[0] * knots[0])
        return (1..<slopes.count).reduce(first) { sum, piece in
            sum + (slopes[piece] - slopes[piece - 1]) * relu(x - knots[piece])
        }
    }
}
