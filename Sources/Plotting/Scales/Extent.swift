/// The values of one channel that a mark asks a scale to cover.
public struct Extent: Sendable {
    /// How a domain is made from the values.
    public enum Fit: Int, Sendable, Comparable {
        /// The axis ends where the data ends.
        case tight
        /// The axis leaves some room and ends at round numbers.
        case roomy
        /// The axis ends where the data ends, whatever other marks ask for.
        case exact
        public static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }
    }

    /// Least and greatest finite number; nil when there is none.
    public private(set) var range: ClosedRange<Double>?
    /// Least number above 0, for logarithmic scales.
    public private(set) var leastPositive: Double?
    /// The distinct values, in order of first appearance; at most 1000: more than a band axis can show.
    private var categories: [Value] = []
    private var known: Set<Value> = []
    /// The first value that is a name.
    private(set) var firstName: String?
    public private(set) var fit: Fit

    public init(_ values: some Sequence<Value> = [], fit: Fit = .tight) {
        self.fit = fit
        for value in values { add(value) }
    }

    public mutating func add(_ value: Value) {
        switch value {
        case .name(let name):
            if firstName == nil { firstName = name }
        case .number(let number):
            guard number.magnitude <= Value.largest else { return }
            widen(to: number)
            if number >= 1 / Value.largest { leastPositive = min(leastPositive ?? number, number) }
        }
        addCategory(value)
    }

    /// Whether there is no value, so that nothing is drawn.
    var isEmpty: Bool { categories.isEmpty }

    /// The categories of a band axis, in order of first appearance.
    var names: [String] { Grouping.unique(categories.map(BandScale.name)) }

    private mutating func addCategory(_ value: Value) {
        if categories.count < 1000, known.insert(value).inserted { categories.append(value) }
    }

    mutating func add(_ other: Extent) {
        if let range = other.range {
            widen(to: range.lowerBound)
            widen(to: range.upperBound)
        }
        if let least = other.leastPositive { leastPositive = min(leastPositive ?? least, least) }
        if firstName == nil { firstName = other.firstName }
        for value in other.categories { addCategory(value) }
        fit = max(fit, other.fit)
    }

    private mutating func widen(to number: Double) {
        range = range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
    }
}
