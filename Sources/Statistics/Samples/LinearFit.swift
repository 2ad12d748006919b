/// A weighted least-squares fit y = b0 x0 + b1 x1 + ..., such as an exponent from logarithms.
///
/// Minimizes sum w (y - x b)²; the variance of a value is s²/w. Orthogonalized by Householder reflections.
/// Rows are independent values: where several belong to one trial, fit each trial alone and take the trials' coefficients
/// as a sample instead.
public struct LinearFit: Sendable, Equatable {
    public let coefficients: [Double]
    /// Of the coefficients; NaN where there are no more rows than coefficients.
    public let standardErrors: [Double]
    /// s² = sum w (y - x b)² / (rows - coefficients).
    public let residualVariance: Double
    public let rows: Int

    public var degreesOfFreedom: Int { rows - coefficients.count }

    /// - Parameters:
    ///   - design: Rows of as many numbers as there are coefficients; 1 for a constant.
    ///   - weights: Positive; 1 each where absent.
    /// - Returns: nil where the columns are linearly dependent.
    public init?(_ y: [Double], on design: [[Double]], weights: [Double]? = nil) {
        let count = y.count
        rows = count
        let columns = design.first?.count ?? 0
        precondition(columns > 0 && count >= columns, "\(count) rows for \(columns) coefficients")
        precondition(design.count == count && design.allSatisfy { $0.count == columns }, "the design is no matrix")
        precondition(weights.map { $0.count == count && $0.allSatisfy { $0 > 0 } } ?? true, "a weight is not above zero")

        // The columns of sqrt(w) x, then sqrt(w) y.
        let scale = (weights ?? [Double](repeating: 1, count: count)).map { $0.squareRoot() }
        var matrix = (0..<columns).map { column in design.indices.map { scale[$0] * design[$0][column] } }
        matrix.append(y.indices.map { scale[$0] * y[$0] })

        for k in 0..<columns {
            let size = matrix[k][k...].reduce(0) { $0 + $1 * $1 }.squareRoot()
            let whole = matrix[k].reduce(0) { $0 + $1 * $1 }.squareRoot()
            // Also where a number is not one.
            guard size > 1e-12 * whole else { return nil }
            let diagonal = matrix[k][k] > 0 ? -size : size
            var mirror = Array(matrix[k][k...])
            mirror[0] -= diagonal
            let square = mirror.reduce(0) { $0 + $1 * $1 }
            for column in k...columns {
                let product = zip(mirror, matrix[column][k...]).reduce(0) { $0 + $1.0 * $1.1 }
                let factor = 2 * product / square
                for i in mirror.indices { matrix[column][k + i] -= factor * mirror[i] }
            }
        }

        // R b = the head of the last column; the inverse of R for the standard errors.
        let triangle = matrix
        func solved(_ right: [Double]) -> [Double] {
            var solution = right
            for i in (0..<columns).reversed() {
                for j in i + 1..<max(i + 1, columns) { solution[i] -= triangle[j][i] * solution[j] }
                solution[i] /= triangle[i][i]
            }
            return solution
        }
        let solution = solved(Array(matrix[columns][..<columns]))
        let rest = matrix[columns][columns...].reduce(0) { $0 + $1 * $1 }
        let variance = count > columns ? rest / Double(count - columns) : .nan
        residualVariance = variance
        coefficients = solution
        let inverse = (0..<columns).map { unit in solved((0..<columns).map { $0 == unit ? 1 : 0 }) }
        standardErrors = (0..<columns).map { row in
            (variance * inverse.reduce(0) { $0 + $1[row] * $1[row] }).squareRoot()
        }
    }

    /// One coefficient, judged by Student's t.
    public func coefficient(_ index: Int) -> StudentInference {
        StudentInference(
            estimate: coefficients[index], standardError: standardErrors[index],
            degreesOfFreedom: Double(degreesOfFreedom), count: rows)
    }
}
