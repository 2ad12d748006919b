import Statistics
import Testing

@Suite("Piecewise linear fits")
struct PiecewiseLinearFitTests {
    private let x = (0...60).map { Double($0) / 10 - 3 }

    @Test("A function of the same form is found exactly")
    func exact() {
        let knots = [-3.0, -1, 0, 3]
        func bent(_ x: Double) -> Double { 2 * x + (x > -1 ? x + 1 : 0) - (x > 0 ? 4 * x : 0) }
        let fit = PiecewiseLinearFit(x: x, y: x.map(bent), knots: knots)
        #expect(fit.largestError < 1e-12)
        for (knot, value) in zip(knots, fit.values) { #expect(abs(value - bent(knot)) < 1e-12) }
    }

    @Test("No other values at the knots are closer in the mean square")
    func closest() {
        let knots = [-3.0, 0, 1, 3]
        let y = x.map { $0 * $0 * $0 - $0 }
        let fit = PiecewiseLinearFit(x: x, y: y, knots: knots)
        func distance(_ values: [Double]) -> Double {
            zip(x, y).reduce(0) { sum, point in
                let piece = max(0, min(knots.lastIndex { $0 <= point.0 }!, 2))
                let fraction = (point.0 - knots[piece]) / (knots[piece + 1] - knots[piece])
                let error = values[piece] * (1 - fraction) + values[piece + 1] * fraction - point.1
                return sum + error * error
            }
        }
        for index in knots.indices {
            for change in [-1e-3, 1e-3] {
                var moved = fit.values
                moved[index] += change
                #expect(distance(moved) > distance(fit.values))
            }
        }
    }
}
