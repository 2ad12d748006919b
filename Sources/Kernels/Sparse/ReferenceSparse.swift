/// The plain form of `multiplySparse`, for tests: rows of (column, value), columns ascending.
public func referenceMultiplySparse(
    _ left: [[(column: Int, value: Float)]], _ right: [Float], columns: Int
) -> [Float] {
    left.flatMap { row in
        (0..<columns).map { j in
            var sum: Float = 0
            for (k, value) in row { sum.addProduct(value, right[k * columns + j]) }
            return sum.flushed
        }
    }
}

/// The plain form of `multiplySampled`, for tests: sixteen sums for each entry (row, column), and then theirs.
public func referenceMultiplySampled(
    _ left: [Float], _ right: [Float], depth: Int, entries: [(row: Int, column: Int)]
) -> [Float] {
    entries.map { i, k in
        var lanes = [Float](repeating: 0, count: 16)
        for n in 0..<depth { lanes[n % 16].addProduct(left[i * depth + n], right[k * depth + n]) }
        for distance in [8, 4, 2, 1] {
            for lane in 0..<distance { lanes[lane] += lanes[lane + distance] }
        }
        return lanes[0].flushed
    }
}
