import Artifact

/// The rule by which a measurement becomes a ``Verdict``. It sees numbers only, and is fixed before they are known.
enum Criterion: Sendable, Equatable {
    /// The paper prints a value with a tolerance, or a bound: it means this range.
    case value(ClosedRange<Double>)
    /// The paper says that a difference is positive, and perhaps how large it is.
    case effect(size: Double?)
    /// The paper says that there is no difference, or names a place: everything in this range counts as that.
    case range(ClosedRange<Double>)

    func verdict(_ ours: Estimate) -> Verdict {
        switch self {
        case .value(let paper):
            if paper.contains(ours.mean) { return .reproduced }
            return ours.interval?.overlaps(paper) == true ? .partly : .not
        case .effect(let size):
            guard ours.mean > 0 else { return .not }
            guard let interval = ours.interval, interval.lowerBound > 0 else { return .partly }
            return ours.mean >= (size ?? 0) / 2 ? .reproduced : .partly
        case .range(let range):
            guard range.contains(ours.mean) else { return .not }
            guard let interval = ours.interval else { return .reproduced }
            return range.contains(interval.lowerBound) && range.contains(interval.upperBound) ? .reproduced : .partly
        }
    }

    enum Kind: String, Codable, Sendable, CaseIterable {
        case value, effect, range

        /// The rule in words, for readers of a table of claims.
        var explanation: String {
            switch self {
            case .value:
                "reproduced when our mean lies in the range that the paper prints; partly when only our interval reaches it"
            case .effect:
                "reproduced when our whole interval is above zero and our mean is at least half of the paper's, where the paper gives a size; partly when only our mean is above zero, or the size is less than half"
            case .range:
                "reproduced when our whole interval lies in the stated range; partly when only our mean does"
            }
        }
    }

    var kind: Kind {
        switch self {
        case .value: .value
        case .effect: .effect
        case .range: .range
        }
    }

    /// The rule with its numbers, such as `range -2.0 to 2.0`.
    func text(decimals: Int) -> String {
        func span(_ range: ClosedRange<Double>) -> String {
            range.upperBound == .infinity
                ? "at least \(fixed(range.lowerBound, decimals: decimals))"
                : "\(fixed(range.lowerBound, decimals: decimals)) to \(fixed(range.upperBound, decimals: decimals))"
        }
        return switch self {
        case .value(let range): "value \(span(range))"
        case .effect(let size): "effect above 0" + (size.map { ", size \(fixed($0, decimals: decimals))" } ?? "")
        case .range(let range): "range \(span(range))"
        }
    }
}
