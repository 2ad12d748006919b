/// A signal of n points (at least 2) resampled at `count` points (at least 1), both evenly spaced
/// over the same interval.
///
/// A point at position p in [0, 1], between the signal's points j and j + 1 at positions q, is
///
///     y = (x[j+1] - x[j]) / (q[j+1] - q[j]) * (p - q[j]) + x[j]
///
/// with positions and order of operations as in NumPy's `interp` on `linspace(0, 1, n)` and
/// `linspace(0, 1, count)`.
public func linearlyInterpolated(_ signal: [Double], count: Int) -> [Double] {
    var result: [Double] = []
    interpolateLinearly(signal, count: count, into: &result)
    return result
}

/// ``linearlyInterpolated(_:count:)`` into `result`, whose elements are replaced and whose memory is
/// used again.
func interpolateLinearly(_ signal: [Double], count: Int, into result: inout [Double]) {
    precondition(signal.count >= 2 && count >= 1, "there is no interval to interpolate in")
    result.removeAll(keepingCapacity: true)
    result.reserveCapacity(count)
    signal.withUnsafeBufferPointer { signal in
        let last = signal.count - 1
        let inputStep = 1 / Double(last)
        let outputStep = count == 1 ? 0 : 1 / Double(count - 1)
        func inputPosition(_ j: Int) -> Double { j == last ? 1 : Double(j) * inputStep }

        var left = 0
        var (leftPosition, rightPosition) = (0.0, inputPosition(1))
        for i in 0..<count {
            let position = i > 0 && i == count - 1 ? 1 : Double(i) * outputStep
            // Both lists of positions ascend, so the search goes on where it ended.
            while left < last && rightPosition <= position {
                left += 1
                leftPosition = rightPosition
                rightPosition = inputPosition(left + 1)
            }
            if left == last {
                result.append(signal[last])
            } else {
                let slope = (signal[left + 1] - signal[left]) / (rightPosition - leftPosition)
                result.append(slope * (position - leftPosition) + signal[left])
            }
        }
    }
}
