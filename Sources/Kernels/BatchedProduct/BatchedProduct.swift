/// One matrix for each example: element (i, j) of matrix `b` is the row of vectors at `b * matrix + i * row + j * column` floats, one
/// lane for each example.
public struct BatchedMatrices {
    let matrix: Int
    let row: Int
    let column: Int

    /// - Parameters: distances in floats between matrices, between rows and between columns.
    public init(matrix: Int, row: Int, column: Int) {
        self.matrix = matrix
        self.row = row
        self.column = column
    }

    /// Rows as columns.
    public var transposed: BatchedMatrices { BatchedMatrices(matrix: matrix, row: column, column: row) }
}

/// Products of small matrices, one for each of B matrices and N examples:
/// `output[b, i, j, n] = Σₖ left[b, i, k, n] · right[b, k, j, n]`, (B, M, K, N) · (B, K, P, N) → (B, M, P, N).
///
/// Lanes are examples. Each sum is one chain of fused multiply-adds with k ascending, so neither the tiles nor the instruction set
/// change a bit. All rows must be readable and writable up to whole vectors.
///
/// - Parameter count: N, rounded up to whole vectors.
public func multiplyBatched(
    _ left: UnsafePointer<Float>, _ leftPlaces: BatchedMatrices, _ right: UnsafePointer<Float>, _ rightPlaces: BatchedMatrices,
    matrices: Int, rows: Int, depth: Int, columns: Int, count: Int,
    into output: UnsafeMutablePointer<Float>, _ outputPlaces: BatchedMatrices
) {
    require(matrices >= 0 && rows >= 0 && depth >= 0 && columns >= 0, "\(matrices) products of \(rows) x \(depth) and \(columns)")
    requireWholeVectors(count)
    let (wholeRows, wholeColumns) = (rows & ~3, columns & ~3)
    for matrix in 0..<matrices {
        var example = 0
        while example < count {
            let a = left + (matrix &* leftPlaces.matrix &+ example)
            let b = right + (matrix &* rightPlaces.matrix &+ example)
            let c = output + (matrix &* outputPlaces.matrix &+ example)
            var i = 0
            while i < wholeRows {
                var j = 0
                while j < wholeColumns {
                    tile(
                        a + i &* leftPlaces.row, leftPlaces, b + j &* rightPlaces.column, rightPlaces, depth,
                        c + (i &* outputPlaces.row &+ j &* outputPlaces.column), outputPlaces)
                    j &+= 4
                }
                i &+= 4
            }
            // What fills no tile: the last columns of all rows, and the last rows.
            for i in 0..<rows {
                var j = i < wholeRows ? wholeColumns : 0
                while j < columns {
                    single(
                        a + i &* leftPlaces.row, leftPlaces.column, b + j &* rightPlaces.column, rightPlaces.row, depth,
                        c + (i &* outputPlaces.row &+ j &* outputPlaces.column))
                    j &+= 1
                }
            }
            example &+= laneCount
        }
    }
}

/// Four columns of accumulators.
private struct FourVectors {
    var first = Vector()
    var second = Vector()
    var third = Vector()
    var fourth = Vector()

    @inline(__always) init() {}

    @inline(__always) init(loading source: UnsafePointer<Float>, distance: Int) {
        first = source.vector()
        second = source.vector(at: distance)
        third = source.vector(at: 2 &* distance)
        fourth = source.vector(at: 3 &* distance)
    }

    @inline(__always) func addingProduct(_ factor: Vector, _ columns: FourVectors) -> FourVectors {
        var sums = self
        sums.first = first.addingProduct(factor, columns.first)
        sums.second = second.addingProduct(factor, columns.second)
        sums.third = third.addingProduct(factor, columns.third)
        sums.fourth = fourth.addingProduct(factor, columns.fourth)
        return sums
    }

    @inline(__always) func store(to destination: UnsafeMutablePointer<Float>, distance: Int) {
        destination.store(first.flushed)
        destination.store(second.flushed, at: distance)
        destination.store(third.flushed, at: 2 &* distance)
        destination.store(fourth.flushed, at: 3 &* distance)
    }
}

@inline(__always)
private func tile(
    _ left: UnsafePointer<Float>, _ leftPlaces: BatchedMatrices, _ right: UnsafePointer<Float>, _ rightPlaces: BatchedMatrices,
    _ depth: Int, _ output: UnsafeMutablePointer<Float>, _ places: BatchedMatrices
) {
    var (first, second, third, fourth) = (FourVectors(), FourVectors(), FourVectors(), FourVectors())
    var (a, b) = (left, right)
    var k = 0
    while k < depth {
        let columns = FourVectors(loading: b, distance: rightPlaces.column)
        first = first.addingProduct(a.vector(), columns)
        second = second.addingProduct(a.vector(at: leftPlaces.row), columns)
        third = third.addingProduct(a.vector(at: 2 &* leftPlaces.row), columns)
        fourth = fourth.addingProduct(a.vector(at: 3 &* leftPlaces.row), columns)
        a += leftPlaces.column
        b += rightPlaces.row
        k &+= 1
    }
    first.store(to: output, distance: places.column)
    second.store(to: output + places.row, distance: places.column)
    third.store(to: output + 2 &* places.row, distance: places.column)
    fourth.store(to: output + 3 &* places.row, distance: places.column)
}

@inline(__always)
private func single(
    _ left: UnsafePointer<Float>, _ leftDistance: Int, _ right: UnsafePointer<Float>, _ rightDistance: Int, _ depth: Int,
    _ output: UnsafeMutablePointer<Float>
) {
    var sum = Vector()
    for k in 0..<depth { sum = sum.addingProduct(left.vector(at: k &* leftDistance), right.vector(at: k &* rightDistance)) }
    output.store(sum.flushed)
}
