/// A number that a run found, for tables and figures of sweeps.
public struct Measurement: Sendable {
    /// With its unit, as on an axis: `Test accuracy (%)`.
    public let name: String
    public let value: Double
    /// Where on a curve it is; nil of a single number.
    public let x: Double?
    /// What x is, as on an axis: `Training step`.
    public let along: String
    /// The parameter that x stands for, if it is one; curves are not told apart by it.
    let parameter: String?

    public init(_ name: String, _ value: Double, x: Double? = nil, along: String = "", parameter: String? = nil) {
        self.name = name
        self.value = value
        self.x = x
        self.along = along
        self.parameter = parameter
    }
}
