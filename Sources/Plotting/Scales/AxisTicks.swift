/// What a scale offers to write at its axis; the layout takes the first that has room.
public enum AxisTicks: Sendable {
    /// Numbers, each choice sparser than the one before.
    case numbers([Choice])
    /// A name for each category, in order.
    case categories([String])

    /// Ticks with labels, and ticks without.
    public struct Choice: Sendable {
        public var major: [Double]
        /// One for each major tick.
        public var labels: [String]
        public var minor: [Double]

        /// Precondition: as many labels as major ticks.
        public init(major: [Double], labels: [String], minor: [Double] = []) {
            precondition(major.count == labels.count, "\(labels.count) labels for \(major.count) ticks")
            self.major = major
            self.labels = labels
            self.minor = minor
        }

        init(_ major: [DecimalNumber], _ labels: [String], minor: [DecimalNumber] = []) {
            self.init(major: major.map(\.value), labels: labels, minor: minor.map(\.value))
        }
    }

    /// The one choice of an axis whose ticks are given.
    static func given(_ ticks: [Double], _ labels: ([DecimalNumber]) -> [String]) -> AxisTicks {
        let numbers = ticks.filter(\.isFinite).map { DecimalNumber($0) }
        return .numbers([Choice(numbers, labels(numbers))])
    }
}
