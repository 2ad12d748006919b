import RandomGenerators

/// The geometric mean of positive values, such as ratios: Student's t on their logarithms.
public struct GeometricMean: Inference, Equatable {
    /// Of the logarithms.
    public let logarithms: StudentInference

    /// A value that is not positive leaves no estimate.
    public init(_ values: [Double]) {
        logarithms = StudentInference(meanOf: values.map { $0 > 0 ? naturalLogarithm($0) : .nan })
    }

    public var estimate: Double { exponential(logarithms.estimate) }

    public func limits(tail: Double) -> (lower: Double, upper: Double)? {
        logarithms.limits(tail: tail).map { (exponential($0.lower), exponential($0.upper)) }
    }

    public func pValue(above bound: Double) -> Double {
        bound > 0 ? logarithms.pValue(above: naturalLogarithm(bound)) : 0
    }

    public func pValue(below bound: Double) -> Double {
        bound > 0 ? logarithms.pValue(below: naturalLogarithm(bound)) : 1
    }

    /// From the bound to the value that is found, bound (e^d - 1) with d the distance of the logarithms.
    public func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double {
        let distance = logarithms.detectableDistance(beyond: 0, tail: tail, power: power)
        return bound.magnitude * (exponential(distance) - 1)
    }

    /// The upper half of the range value/f...value f, value (f - 1).
    public func detectableMargin(around value: Double, tail: Double, power: Double) -> Double {
        let margin = logarithms.detectableMargin(around: 0, tail: tail, power: power)
        return value.magnitude * (exponential(margin) - 1)
    }
}
