/// The rule by which a measurement becomes a ``Verdict``. It is chosen from the paper alone, before the numbers are known.
///
/// Every test has the level of 5 % a side, so that a verdict can be read off the interval of 90 %. Its text (``text``)
/// is what tables print, and is read back.
public enum Rule: Sendable, Equatable {
    /// The paper prints a value with a tolerance, or says "about the same" (`to: 0` for a difference).
    ///
    /// Two one-sided tests (TOST). Reproduced: the interval lies within to ± margin. Not: it lies outside.
    case equivalence(to: Double, margin: Double)
    /// The paper names a position, or two ends. Reproduced: the interval lies within. Not: it lies outside.
    case within(ClosedRange<Double>)
    /// Reproduced: the interval lies above. Not: it lies below.
    case atLeast(Double)
    /// Reproduced: the interval lies below. Not: it lies above.
    case atMost(Double)
    /// The paper says "more" and no size. A difference below `negligible` counts as none.
    ///
    /// Reproduced: the interval lies above the bound. Not: it lies below bound + negligible. Partly: both.
    case greater(than: Double, negligible: Double = 0)
    /// The paper says "less" and no size; ``greater(than:negligible:)`` turned round.
    case less(than: Double, negligible: Double = 0)
    /// The paper prints how large something is.
    ///
    /// Reproduced: the interval lies within the tolerance of the size. Partly: it lies outside, but on the size's side
    /// of zero. Not: it lies outside, and the sign is not established or another.
    case size(Double, Tolerance)
    /// Nothing that a program measures can decide: for claims that are not tested.
    case none

    public enum Tolerance: Sendable, Equatable {
        /// size/f...size f, f > 1.
        case factor(Double)
        /// size ± margin.
        case margin(Double)
    }

    /// What the quantity must lie in for the claim to hold; its ends may be infinite.
    public var region: ClosedRange<Double> {
        switch self {
        case .equivalence(let value, let margin): value - margin...value + margin
        case .within(let range): range
        case .atLeast(let bound), .greater(let bound, _): bound...(.infinity)
        case .atMost(let bound), .less(let bound, _): -.infinity...bound
        case .size(let size, .margin(let margin)): size - margin...size + margin
        case .size(let size, .factor(let factor)):
            min(size / factor, size * factor)...max(size / factor, size * factor)
        case .none: -.infinity...(.infinity)
        }
    }

    /// What the quantity must be shown to lie outside of for the claim to be contradicted.
    var contradictionRegion: ClosedRange<Double> {
        switch self {
        case .greater(let bound, let negligible): bound + negligible...(.infinity)
        case .less(let bound, let negligible): -.infinity...bound - negligible
        default: region
        }
    }

    /// What follows from what is established.
    ///
    /// - Parameters:
    ///   - holds: that the quantity lies in ``region``.
    ///   - fails: that it lies outside of ``contradictionRegion``.
    ///   - hasSign: whether it is established that the quantity is above 0 (for `true`) or below.
    func verdict(holds: Bool, fails: Bool, hasSign: (_ isPositive: Bool) -> Bool) -> Verdict {
        switch (holds, fails) {
        // Only where a difference is there, and negligible.
        case (true, true): return .partly
        case (true, false): return .reproduced
        case (false, false): return .inconclusive
        case (false, true):
            guard case .size(let size, _) = self else { return .notReproduced }
            return hasSign(size > 0) ? .partly : .notReproduced
        }
    }

    /// Why the numbers in a rule make no sense; nil if they do.
    public var flaw: String? {
        func flaw(_ numbers: [Double], _ sense: Bool, _ expected: String) -> String? {
            numbers.allSatisfy(\.isFinite) && sense ? nil : "expected \(expected)"
        }
        return switch self {
        case .equivalence(let value, let margin): flaw([value, margin], margin > 0, "a margin above 0")
        case .within(let range):
            flaw([range.lowerBound, range.upperBound], range.lowerBound < range.upperBound, "two finite ends")
        case .atLeast(let bound), .atMost(let bound): flaw([bound], true, "a finite bound")
        case .greater(let bound, let negligible), .less(let bound, let negligible):
            flaw([bound, negligible], negligible >= 0, "a negligible difference of at least 0")
        case .size(let size, .factor(let factor)):
            flaw([size, factor], size != 0 && factor > 1, "a size other than 0 and a factor above 1")
        case .size(let size, .margin(let margin)):
            flaw([size, margin], margin > 0 && margin < size.magnitude, "a margin above 0 and below the size")
        case .none: nil
        }
    }
}
