/// A value on an axis: a number or a category's name.
public enum Value: Hashable, Sendable {
    case number(Double)
    case name(String)

    /// A value that is not there.
    public static let missing = Value.number(.nan)

    /// The largest number that has a place on an axis: differences and ratios of such numbers are finite.
    static let largest = 1e100

    /// Whether it has a place on an axis.
    var isThere: Bool { if case .name = self { true } else { finite != nil } }

    /// The number; nil for a name and for what is not finite or beyond ``largest``: such values are missing, and leave a gap.
    var finite: Double? {
        if case .number(let value) = self, value.magnitude <= Self.largest { return value }
        return nil
    }
}

/// What can be put on an axis: numbers and strings, and optional ones, whose nil is a missing value.
public protocol ValueConvertible {
    var plotValue: Value { get }
}

extension Value: ValueConvertible { public var plotValue: Value { self } }
extension Double: ValueConvertible { public var plotValue: Value { .number(self) } }
extension Float: ValueConvertible { public var plotValue: Value { .number(Double(self)) } }
extension Int: ValueConvertible { public var plotValue: Value { .number(Double(self)) } }
extension String: ValueConvertible { public var plotValue: Value { .name(self) } }
extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    public var plotValue: Value { self?.plotValue ?? .missing }
}
