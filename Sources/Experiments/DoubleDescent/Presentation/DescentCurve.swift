import NeuralNetworks
import RandomGenerators

/// The losses of one seed's models after training, from the narrowest model to the widest, and what lies where on the curve.
///
/// These are the only definitions of interpolation threshold and peak: tables, figures and claims use them all.
struct DescentCurve {
    struct Point {
        let parameters: Int
        let trainLoss: Double
        let testLoss: Double
    }

    /// A position on the grid of widths, in numbers of parameters, and how far off it may be.
    struct Bracket {
        let lower: Double
        let value: Double
        let upper: Double
    }

    /// Models with losses that are finite, ascending in parameters.
    let points: [Point]
    /// The highest training loss of a model that fits its training set.
    let fittedLoss: Double

    /// A training set counts as fitted where the loss is 2 % of what the best constant prediction costs.
    ///
    /// So the authors' own MLP of Figure 4 first fits at 10720 parameters, beside their line at 10000.
    static let fittedPart = 0.02

    init(_ points: [Point], loss: Loss, outputs: Int, fittedPart: Double = Self.fittedPart) {
        self.points = points.filter { $0.trainLoss.isFinite && $0.testLoss.isFinite }
        fittedLoss = fittedPart * loss.ofConstant(outputs: outputs)
    }

    /// The interpolation threshold: between the last model before the first that fits its training set, and that one.
    ///
    /// nil where already the narrowest fits, or none.
    var threshold: Bracket? {
        guard let first = points.firstIndex(where: { $0.trainLoss <= fittedLoss }), first > 0 else { return nil }
        let (lower, upper) = (Double(points[first - 1].parameters), Double(points[first].parameters))
        return Bracket(lower: lower, value: (lower * upper).squareRoot(), upper: upper)
    }

    /// The peak: the model whose test loss stands highest above both sides.
    ///
    /// Its height is its test loss divided by the higher of the lowest test losses among narrower and among wider models. The position
    /// may be off by half a step of the grid to either side. nil where no model stands above both sides. Its rise is the same as a
    /// difference.
    var peak: (position: Bracket, height: Double, rise: Double)? {
        guard points.count > 2 else { return nil }
        var best: (index: Int, height: Double, rise: Double)?
        for index in 1..<points.count - 1 {
            let left = points[..<index].reduce(Double.infinity) { min($0, $1.testLoss) }
            let right = points[(index + 1)...].reduce(Double.infinity) { min($0, $1.testLoss) }
            let (loss, sides) = (points[index].testLoss, max(left, right))
            if loss / sides > best?.height ?? 1 { best = (index, loss / sides, loss - sides) }
        }
        return best.map { index, height, rise in
            let near = points[index - 1...index + 1].map { Double($0.parameters) }
            return (
                Bracket(lower: (near[0] * near[1]).squareRoot(), value: near[1], upper: (near[1] * near[2]).squareRoot()),
                height, rise
            )
        }
    }
}

extension Loss {
    /// What the best prediction costs that is the same for all examples, for as many examples of each class.
    func ofConstant(outputs: Int) -> Double {
        let outputs = Double(outputs)
        return self == .negativeLogLikelihood ? naturalLogarithm(outputs) : (outputs - 1) / (outputs * outputs)
    }
}
