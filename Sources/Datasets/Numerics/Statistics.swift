/// The sum of the values by pairs, in NumPy's order of additions.
///
/// Up to 128 values are summed in eight interleaved lanes, which are added as
/// ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)) before the values left over; more are split in two
/// halves, the first a multiple of eight. The error grows with log n, not n.
func pairwiseSum(_ values: UnsafeBufferPointer<Double>) -> Double {
    let count = values.count
    if count < 8 { return values.reduce(0, +) }
    if count > 128 {
        let middle = count / 2 / 8 * 8
        return pairwiseSum(UnsafeBufferPointer(rebasing: values[..<middle]))
            + pairwiseSum(UnsafeBufferPointer(rebasing: values[middle...]))
    }
    var lanes = SIMD8<Double>()
    for lane in 0..<8 { lanes[lane] = values[lane] }
    let whole = count / 8 * 8
    for start in stride(from: 8, to: whole, by: 8) {
        for lane in 0..<8 { lanes[lane] += values[start + lane] }
    }
    let pairs = lanes.evenHalf + lanes.oddHalf
    let quarters = pairs.evenHalf + pairs.oddHalf
    return values[whole...].reduce(quarters[0] + quarters[1], +)
}

func pairwiseSum(_ values: [Double]) -> Double {
    values.withUnsafeBufferPointer { pairwiseSum($0) }
}

/// The population's standard deviation, sqrt(sum (x - mean)^2 / n), in NumPy's order of operations.
func standardDeviation(_ values: [Double]) -> Double {
    let mean = pairwiseSum(values) / Double(values.count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    return (pairwiseSum(squares) / Double(values.count)).squareRoot()
}

/// `count` evenly spaced numbers, the bounds included, in NumPy's order of operations; a single
/// one is the lower bound.
func linearlySpaced(from low: Double, to high: Double, count: Int) -> [Double] {
    if count == 1 { return [low] }
    let step = (high - low) / Double(count - 1)
    var numbers = (0..<count).map { Double($0) * step + low }
    numbers[count - 1] = high
    return numbers
}
