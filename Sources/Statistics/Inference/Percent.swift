/// A quantity in per cent: 100 times a proportion or a difference of proportions.
public struct Percent<Base: Inference>: Inference {
    public let base: Base

    public init(_ base: Base) { self.base = base }

    public var estimate: Double { 100 * base.estimate }
    public func limits(tail: Double) -> (lower: Double, upper: Double)? {
        base.limits(tail: tail).map { (100 * $0.lower, 100 * $0.upper) }
    }
    public func pValue(above bound: Double) -> Double { base.pValue(above: bound / 100) }
    public func pValue(below bound: Double) -> Double { base.pValue(below: bound / 100) }
    public func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double {
        100 * base.detectableDistance(beyond: bound / 100, tail: tail, power: power)
    }
    public func detectableMargin(around value: Double, tail: Double, power: Double) -> Double {
        100 * base.detectableMargin(around: value / 100, tail: tail, power: power)
    }
}
