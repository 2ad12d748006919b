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

/// Where a rising function of 0 and more that is negative at 0 is zero, to 1e-14 of the place.
///
/// Regula falsi in the Illinois form (M. Dowell and P. Jarratt 1971): about 25 values where bisection takes 60.
///
/// - Returns: infinity if the function is still negative at 2^200.
func risingRoot(_ function: (Double) -> Double) -> Double {
    var (lower, below) = (0.0, function(0))
    var (upper, above) = (1.0, function(1))
    while above < 0 {
        guard upper < 0x1p200 else { return .infinity }
        (lower, below) = (upper, above)
        upper *= 2
        above = function(upper)
    }
    var movedLowerEnd: Bool?
    while upper - lower > 1e-14 * upper {
        // Never at an end, so that the interval shrinks from both sides.
        let inset = 4e-15 * upper
        let place = min(max(lower - below * (upper - lower) / (above - below), lower + inset), upper - inset)
        let value = function(place)
        let movesLowerEnd = value < 0
        if movesLowerEnd {
            (lower, below) = (place, value)
            if movedLowerEnd == true { above /= 2 }
        } else {
            (upper, above) = (place, value)
            if movedLowerEnd == false { below /= 2 }
        }
        movedLowerEnd = movesLowerEnd
    }
    return lower + (upper - lower) / 2
}
