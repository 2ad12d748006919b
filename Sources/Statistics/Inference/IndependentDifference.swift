/// The difference of two independent quantities from the limits of each: "square and add".
///
///     lower = d - sqrt((a - lower(a))² + (upper(b) - b)²),  upper = d + sqrt((upper(a) - a)² + (b - lower(b))²)
///
/// With the score limits of two proportions it is method 10 of R. G. Newcombe (1998, Statistics in Medicine 17,
/// 873-890); in general G. Y. Zou and A. Donner (2008). P-values by turning the limits round.
public struct IndependentDifference: InvertedLimits {
    public typealias Limits = @Sendable (_ tail: Double) -> (lower: Double, upper: Double)?
    public let estimate: Double
    private let (a, b): (Double, Double)
    private let (limitsOfA, limitsOfB): (Limits, Limits)

    public init(_ a: Double, limits limitsOfA: @escaping Limits, less b: Double, limits limitsOfB: @escaping Limits) {
        (self.a, self.b) = (a, b)
        (self.limitsOfA, self.limitsOfB) = (limitsOfA, limitsOfB)
        estimate = a - b
    }

    /// Newcombe's difference of two proportions.
    public init(_ a: Proportion, less b: Proportion) {
        self.init(a.value, limits: { a.wilson(tail: $0) }, less: b.value, limits: { b.wilson(tail: $0) })
    }

    /// The difference of a mean over trials and a proportion, such as a model's accuracy and a person's.
    public init(_ a: StudentInference, less b: Proportion) {
        self.init(a.estimate, limits: { a.limits(tail: $0) }, less: b.value, limits: { b.wilson(tail: $0) })
    }

    public func limits(tail: Double) -> (lower: Double, upper: Double)? {
        guard let own = limitsOfA(tail), let other = limitsOfB(tail) else { return nil }
        func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        return (
            estimate - length(a - own.lower, other.upper - b), estimate + length(own.upper - a, b - other.lower)
        )
    }
}
