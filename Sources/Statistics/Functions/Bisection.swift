/// The point where `isBelow` turns from true to false, to the last bit. Precondition: lower < upper.
func bisect(_ lower: Double, _ upper: Double, isBelow: (Double) -> Bool) -> Double {
    var (lower, upper) = (lower, upper)
    while true {
        let middle = lower + (upper - lower) / 2
        if middle <= lower || middle >= upper { return middle }
        if isBelow(middle) { lower = middle } else { upper = middle }
    }
}

/// The same from 0 on, where no upper end is known.
///
/// - Returns: infinity if `isBelow` still holds at 2^`doublings`.
func bisectUpward(doublings: Int = 200, isBelow: (Double) -> Bool) -> Double {
    var upper = 1.0
    for _ in 0..<doublings {
        if !isBelow(upper) { return bisect(upper == 1 ? 0 : upper / 2, upper, isBelow: isBelow) }
        upper *= 2
    }
    return .infinity
}
