/// Values of a shape in double precision, the last axis fastest.
struct ReferenceTensor {
    let shape: Shape
    let values: [Double]

    init(_ shape: Shape, _ values: [Double]) {
        self.shape = shape
        self.values = values
    }

    subscript(index: [Int]) -> Double {
        values[zip(index, shape.dimensions).reduce(0) { $0 * $1.1 + $1.0 }]
    }
}

extension Shape {
    /// The index of each element, the last axis fastest.
    var indices: [[Int]] {
        dimensions.reduce([[]]) { partial, size in partial.flatMap { head in (0..<size).map { head + [$0] } } }
    }
}
