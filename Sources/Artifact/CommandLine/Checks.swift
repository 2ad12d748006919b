import ArgumentParser

/// What an option's values must be, said in the same words by every program.
public enum Checks {
    /// Steps, examples and other counts that no study needs more of.
    public static let counts = 1...100_000_000
    /// Seeds of which an experiment derives others by adding small numbers.
    public static let seeds = 0...Int(Int32.max)

    /// Every value lies in a range.
    public static func range<Value: Comparable & CustomStringConvertible>(
        _ option: String, _ values: [Value], _ range: ClosedRange<Value>
    ) throws {
        for value in values where !range.contains(value) {
            throw ValidationError("--\(option) \(value): expected a number from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// A value that is given lies in a range.
    public static func range<Value: Comparable & CustomStringConvertible>(
        _ option: String, _ value: Value?, _ range: ClosedRange<Value>
    ) throws {
        try Self.range(option, value.map { [$0] } ?? [], range)
    }

    /// Every value is above 0 and finite, also as a float, which is what trainings compute with: a learning rate.
    public static func positive(_ option: String, _ values: [Double]) throws {
        for value in values where !isPositive(value) {
            throw ValidationError("--\(option) \(value): expected \(positiveExpectation)")
        }
    }

    static func isPositive(_ value: Double) -> Bool { Float(value) > 0 && Float(value).isFinite }
    static let positiveExpectation = "a number above 0 that a float can be, from 1e-45 to 3.4e+38"

    /// A path that is given is not empty, as that of a variable which is not set.
    public static func path(_ option: String, _ value: String?) throws {
        if let value, value.isEmpty { throw ValidationError("--\(option) \"\": expected a path; . is the current directory") }
    }

    /// No value is given twice.
    public static func distinct<Value: Hashable>(_ option: String, _ values: [Value]) throws {
        var seen: Set<Value> = []
        for value in values where !seen.insert(value).inserted {
            throw ValidationError("--\(option) \(value): is given more than once")
        }
    }

    /// Every value is a multiple, such as examples of the classes.
    public static func multiples(_ option: String, _ values: [Int], of unit: Int, _ what: String) throws {
        for value in values where value % unit != 0 {
            throw ValidationError("--\(option) \(value): expected a multiple of the \(unit) \(what)")
        }
    }
}
