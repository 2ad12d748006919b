/// Points of a space, one per row, centred and scaled for what follows.
///
/// Each column's mean is subtracted, then all coordinates are divided by one power of two that brings the largest
/// between 1/2 and 1. Neighbours, affinities and embeddings do not depend on that; squared distances of very large or
/// very small numbers would leave the range of floats without it. A constant column becomes 0.
public struct Points: Sendable {
    /// `N`.
    public let count: Int
    /// `D`.
    public let dimensions: Int
    /// Row by row.  // (N, D)
    public let coordinates: [Float]

    /// Takes finite coordinates, row by row.  // (N, D)
    ///
    /// An error names the first number that is not finite, by row and column.
    public init(_ values: [Double], dimensions: Int) throws(ManifoldError) {
        precondition(dimensions > 0 && values.count % dimensions == 0, "rows of \(dimensions) coordinates")
        if let wrong = values.firstIndex(where: { !$0.isFinite }) {
            throw ManifoldError(
                "expected finite numbers, found \(values[wrong]) in row \(wrong / dimensions), column "
                    + "\(wrong % dimensions) (both counted from 0); remove or replace such rows")
        }
        count = values.count / dimensions
        self.dimensions = dimensions

        let largest = Self.largestMagnitude(values)
        var scaled = values
        if largest > 0 {
            let scale = Self.reciprocalPower(of: largest)
            for index in scaled.indices { scaled[index] *= scale }
        }
        var means = [Double](repeating: 0, count: dimensions)
        for start in stride(from: 0, to: scaled.count, by: dimensions) {
            for column in 0..<dimensions { means[column] += scaled[start + column] }
        }
        for column in 0..<dimensions {
            means[column] /= Double(max(count, 1))
            // The mean of equal numbers may be rounded; what is constant has to become exactly 0.
            let first = count > 0 ? scaled[column] : 0
            let isConstant = stride(from: column, to: scaled.count, by: dimensions).allSatisfy { scaled[$0] == first }
            if isConstant { means[column] = first }
        }
        for start in stride(from: 0, to: scaled.count, by: dimensions) {
            for column in 0..<dimensions { scaled[start + column] -= means[column] }
        }
        let scale = Self.reciprocalPower(of: Self.largestMagnitude(scaled))
        coordinates = scaled.map { Float($0 * scale) }
    }

    /// Takes finite floats, row by row.  // (N, D)
    public init(floats values: [Float], dimensions: Int) throws(ManifoldError) {
        try self.init(values.map(Double.init), dimensions: dimensions)
    }

    /// Takes finite floats, row by row, and divides each row by its length: of what is left, distances are those of angles.
    /// Rows of zeros stay.  // (N, D)
    public init(directions values: [Float], dimensions: Int) throws(ManifoldError) {
        var rows = values.map(Double.init)
        for start in stride(from: 0, to: rows.count, by: dimensions) {
            let row = start..<min(start + dimensions, rows.count)
            let length = row.reduce(0) { $0 + rows[$1] * rows[$1] }.squareRoot()
            if length > 0 { for index in row { rows[index] /= length } }
        }
        try self.init(rows, dimensions: dimensions)
    }

    private static func largestMagnitude(_ values: [Double]) -> Double {
        values.reduce(0) { max($0, $1.magnitude) }
    }

    /// The power of two that brings a positive number into [1/4, 1), as far as it is a double; 1 for 0.
    private static func reciprocalPower(of number: Double) -> Double {
        guard number > 0 else { return 1 }
        let exponent = min(max(-(number.exponent + 1), -1022), 1022)
        return Double(sign: .plus, exponent: Int(exponent), significand: 1)
    }
}
