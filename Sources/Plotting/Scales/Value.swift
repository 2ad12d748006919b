/// A value on an axis: a number or a category's name.
public enum Value: Hashable, Sendable {
    case number(Double)
    case name(String)

    /// The number; nil for a name and for what is not finite: such values are missing, and leave a gap.
    var finite: Double? {
        if case .number(let value) = self, value.isFinite { return value }
        return nil
    }
}

/// What can be put on an axis: numbers and strings.
public protocol ValueConvertible {
    var plotValue: Value { get }
}

extension Double: ValueConvertible { public var plotValue: Value { .number(self) } }
extension Float: ValueConvertible { public var plotValue: Value { .number(Double(self)) } }
extension Int: ValueConvertible { public var plotValue: Value { .number(Double(self)) } }
extension String: ValueConvertible { public var plotValue: Value { .name(self) } }
