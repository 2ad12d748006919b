import Statistics

/// A value that takes several columns of a table.
protocol ColumnGroup {
    /// Columns and what they hold, for a property of a name.
    func fields(named name: String) -> [(name: String, text: String)]
    /// - Parameter number: Reads a column.
    init(named name: String, _ number: (String) throws -> Double?) throws
}

/// A mean with its 95 % interval (Student's t): one property of a row, three columns of its table.
///
///     struct ScoreRow: Codable {
///         let model: String
///         let mean: Estimate      // columns mean, lower, upper
///         let gain: Estimate      // columns gain, gainLower, gainUpper
///     }
///
/// A property that is an estimate is not optional.
public struct Estimate: Codable, Equatable, Sendable, ColumnGroup {
    public let mean: Double
    /// The ends; nil if there is no interval, as for a single value.
    public let lower: Double?
    public let upper: Double?

    public init(_ mean: Double, lower: Double?, upper: Double?) {
        (self.mean, self.lower, self.upper) = (mean, lower, upper)
    }

    /// The mean of a sample and its interval.
    public init(_ summary: Summary) { self.init(summary.mean, lower: summary.lower, upper: summary.upper) }

    /// A part of a whole in per cent, with Wilson's 95 % interval.
    public init(percent proportion: Proportion) { self.init(percent: proportion, proportion.confidenceInterval95) }

    /// The same as tables print it, with the interval of claims (``Judgement/level``), which is the exact one: ``ExactProportion``.
    public init(printedPercent proportion: Proportion) {
        let limits = ExactProportion(proportion).limits(tail: Judgement.tail)
        self.init(percent: proportion, limits ?? (proportion.value, proportion.value))
    }

    private init(percent proportion: Proportion, _ interval: (lower: Double, upper: Double)) {
        self.init(100 * proportion.value, lower: 100 * interval.lower, upper: 100 * interval.upper)
    }

    /// What its three columns hold.
    public var fields: [String] { [mean, lower, upper].map(numberText) }

    /// The columns that an estimate has under a name.
    static func columns(named name: String) -> [String] {
        name == "mean" ? ["mean", "lower", "upper"] : [name, "\(name)Lower", "\(name)Upper"]
    }

    func fields(named name: String) -> [(name: String, text: String)] {
        Array(zip(Self.columns(named: name), fields))
    }

    init(named name: String, _ number: (String) throws -> Double?) throws {
        let columns = Self.columns(named: name)
        self.init(try number(columns[0]) ?? .nan, lower: try number(columns[1]), upper: try number(columns[2]))
    }

    /// The interval that printed tables show, that of claims (``Judgement/level``), in place of the columns' 95 %.
    ///
    /// Both are Student's t with the mean in the middle, so that their widths are in the ratio of its quantiles.
    /// - Parameter count: How many values the mean is of.
    public func printed(over count: Int) -> Estimate {
        guard let lower, let upper, count > 1 else { return self }
        func quantile(_ level: Double) -> Double { StudentT.twoSidedQuantile(level: level, degreesOfFreedom: count - 1) }
        let ratio = quantile(Judgement.level) / quantile(0.95)
        return Estimate(mean, lower: mean - ratio * (mean - lower), upper: mean + ratio * (upper - mean))
    }

    /// Whether the interval excludes zero.
    public var excludesZero: Bool {
        guard let lower, let upper else { return false }
        return lower > 0 || upper < 0
    }

    /// `94.1 [93.6, 94.7]`; the mean alone where there is no interval.
    public func text(decimals: Int) -> String {
        let text = fixed(mean, decimals: decimals)
        guard let lower, let upper else { return text }
        return "\(text) [\(fixed(lower, decimals: decimals)), \(fixed(upper, decimals: decimals))]"
    }
}

/// What a field holds for a number: the shortest text that reads back as the same bits; nothing for nil.
func numberText(_ value: Double?) -> String { value.map { $0.isNaN ? "nan" : $0.description } ?? "" }
