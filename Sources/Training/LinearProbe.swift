import Autodiff
import NeuralNetworks

/// Multinomial logistic regression to convergence, on standardised features: how much of the classes can be read off
/// linearly.
///
/// Each feature loses the training examples' mean and is divided by their deviation (a constant one by 1). What is minimized is
///
///     1/N Σᵢ -log softmax(W xᵢ + b)[yᵢ] + |W|² / 2N,
///
/// strictly convex in W, the objective of scikit-learn's `make_pipeline(StandardScaler(), LogisticRegression())`.
/// Scores and their gradients are computed in floats, sums over examples and the minimization in doubles.
public struct LinearProbe {
    /// W, row by row.  // (K, D)
    public let weights: [Double]
    /// b.  // (K)
    public let biases: [Double]
    /// Whether the gradient got as small as asked for.
    public let isConverged: Bool
    private let means: [Double]
    private let deviations: [Double]

    /// - Parameters:
    ///   - features: one example after the other.  // (N, D)
    ///   - labels: 0 ..< classCount.  // (N)
    ///   - tolerance: the largest component of the gradient to stop at.
    public init(
        features: [Float], labels: [Int32], classCount: Int = 10, tolerance: Double = 1e-5, iterations: Int = 3000
    ) throws {
        let (n, k) = (labels.count, classCount)
        let d = features.count / n
        (means, deviations) = Self.moments(features, count: n)
        let x = Self.standardized(features, means, deviations)
        let objective = try ProbeObjective(x, labels: labels, features: d, classes: k)
        let found = LimitedMemoryBFGS(tolerance: tolerance, iterations: iterations)
            .minimize(from: Array(repeating: 0, count: k * d + k), objective.callAsFunction)
        weights = Array(found.point[..<(k * d)])
        biases = Array(found.point[(k * d)...])
        isConverged = found.isConverged
    }

    /// The class with the highest score for each example, the lowest class among equals.
    public func predict(_ features: [Float]) -> [Int] {
        let (d, k) = (means.count, biases.count)
        let x = Self.standardized(features, means, deviations)
        return stride(from: 0, to: x.count, by: d).map { (start: Int) -> Int in
            let scores = (0..<k).map { (row: Int) -> Double in
                var score = biases[row]
                for column in 0..<d { score += weights[row * d + column] * Double(x[start + column]) }
                return score
            }
            return (1..<k).reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
        }
    }

    /// The share of examples, in percent, whose class it predicts.
    public func accuracy(_ features: [Float], labels: [Int32]) -> Double {
        100 * Double(zip(predict(features), labels).count { $0 == Int($1) }) / Double(labels.count)
    }

    private static func moments(_ features: [Float], count n: Int) -> (means: [Double], deviations: [Double]) {
        let d = features.count / n
        var (means, squares) = ([Double](repeating: 0, count: d), [Double](repeating: 0, count: d))
        for (index, value) in features.enumerated() { means[index % d] += Double(value) }
        for column in 0..<d { means[column] /= Double(n) }
        for (index, value) in features.enumerated() {
            let difference = Double(value) - means[index % d]
            squares[index % d] += difference * difference
        }
        // A feature that only rounding changes counts as constant.
        return (
            means,
            zip(squares, means).map { square, mean in
                let deviation = (square / Double(n)).squareRoot()
                return deviation > 1e-7 * mean.magnitude ? deviation : 1
            }
        )
    }

    private static func standardized(_ features: [Float], _ means: [Double], _ deviations: [Double]) -> [Float] {
        let d = means.count
        return features.indices.map { Float((Double(features[$0]) - means[$0 % d]) / deviations[$0 % d]) }
    }
}

/// The value and the gradient of what a probe minimizes.
private final class ProbeObjective {
    private let program: Program
    private let parameters: (weights: TensorBuffer, biases: TensorBuffer)
    private let count: Int

    /// - Parameter x: standardised, (N, D).
    init(_ x: [Float], labels: [Int32], features d: Int, classes k: Int) throws {
        let n = labels.count
        let graph = Graph()
        let w = graph.input("weights", [k, d])
        let b = graph.input("biases", [k])
        let (rows, columns) = (graph.input("examples by rows", [n, d]), graph.input("examples by columns", [d, n]))
        let targets = graph.input("targets", [k, n])
        let scores = product(w, columns)
        let logarithms = logSoftmax(scores + b.broadcast(to: scores.shape, axes: [0]))
        let errors = exp(logarithms) - targets
        // The log likelihood of each example, so that the sum over them is in doubles.
        program = try Program(
            graph, outputs: [(logarithms * targets).sum(axes: [0]), product(errors, rows), errors.sum(axes: [1])])
        parameters = (TensorBuffer(w.shape), TensorBuffer(b.shape))
        let byColumns = (0..<d * n).map { x[$0 % n * d + $0 / n] }
        let oneHot = (0..<k * n).map { Int(labels[$0 % n]) == $0 / n ? Float(1) : 0 }
        for (input, buffer) in [
            (w, parameters.weights), (b, parameters.biases), (rows, TensorBuffer(rows.shape, x)),
            (columns, TensorBuffer(columns.shape, byColumns)), (targets, TensorBuffer(targets.shape, oneHot)),
        ] { program.bind(input, to: buffer) }
        count = n
    }

    func callAsFunction(_ point: [Double]) -> (value: Double, gradient: [Double]) {
        let weightCount = parameters.weights.shape.count
        parameters.weights.values = point[..<weightCount].map { Float($0) }
        parameters.biases.values = point[weightCount...].map { Float($0) }
        program.run()
        let n = Double(count)
        let squares = point[..<weightCount].reduce(0) { $0 + $1 * $1 }
        let likelihood = program.output(0).reduce(0) { $0 + Double($1) }
        let gradient =
            zip(program.output(1), point).map { (Double($0) + $1) / n } + program.output(2).map { Double($0) / n }
        return (-likelihood / n + squares / (2 * n), gradient)
    }
}
