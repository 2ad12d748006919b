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
    /// Every value's category, in order of first appearance.
    public private(set) var names: [String] = []
    /// The first value that is a name.
    private(set) var firstName: String?
    public private(set) var fit: Fit
    private var known: Set<String> = []

    public init(_ values: some Sequence<Value> = [], fit: Fit = .tight) {
        self.fit = fit
        for value in values { add(value) }
    }

    public mutating func add(_ value: Value) {
        switch value {
        case .name(let name):
            if firstName == nil { firstName = name }
        case .number(let number):
            guard number.isFinite else { return }
            widen(to: number)
            if number > 0 { leastPositive = min(leastPositive ?? number, number) }
        }
        addName(BandScale.name(of: value))
    }

    private mutating func addName(_ name: String) {
        // Thousands of categories mean a continuous channel: nobody will read these names.
        if known.count < 1000, known.insert(name).inserted { names.append(name) }
    }

    mutating func add(_ other: Extent) {
        if let range = other.range {
            widen(to: range.lowerBound)
            widen(to: range.upperBound)
        }
        if let least = other.leastPositive { leastPositive = min(leastPositive ?? least, least) }
        if firstName == nil { firstName = other.firstName }
        for name in other.names { addName(name) }
        fit = max(fit, other.fit)
    }

    private mutating func widen(to number: Double) {
        range = range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
    }
}
