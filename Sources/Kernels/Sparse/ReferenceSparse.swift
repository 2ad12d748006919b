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

/// The plain form of `multiplySampled`, for tests: one sum for each entry (row, column).
public func referenceMultiplySampled(
    _ left: [Float], _ right: [Float], depth: Int, entries: [(row: Int, column: Int)]
) -> [Float] {
    entries.map { i, k in
        var sum: Float = 0
        for n in 0..<depth { sum.addProduct(left[i * depth + n], right[k * depth + n]) }
        return sum.flushed
    }
}
