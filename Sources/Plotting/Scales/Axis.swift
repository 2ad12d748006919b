/// What one axis of a plot shows: the kind of its scale, its label, and where its ticks are.
public struct Axis: Sendable {
    public enum Kind: Sendable { case linear, log, band }

    public var kind: Kind
    /// Label with its unit, as in "Test accuracy (%)".
    public var label: String
    /// First and last value; nil takes them from the data.
    public var domain: ClosedRange<Double>?
    /// Order of a band axis; nil takes the order of first appearance.
    public var order: [String]?
    /// Positions of labelled ticks; nil chooses round numbers.
    public var ticks: [Double]?
    public var format: TickFormat
    /// Whether the domain taken from the data includes zero.
    public var includesZero: Bool
    /// Whether values grow to the left or downwards.
    public var isReversed: Bool
    /// Whether line, ticks and numbers are drawn; the label always is.
    public var isVisible: Bool
    /// Whether faint lines run across the plot at labelled ticks.
    public var hasGrid: Bool

    private init(
        _ kind: Kind, _ label: String, domain: ClosedRange<Double>? = nil, order: [String]? = nil,
        ticks: [Double]? = nil, format: TickFormat = .automatic, includesZero: Bool = false,
        reversed: Bool = false, visible: Bool = true, grid: Bool = false
    ) {
        self.kind = kind
        self.label = label
        self.domain = domain
        self.order = order
        self.ticks = ticks
        self.format = format
        self.includesZero = includesZero
        isReversed = reversed
        isVisible = visible
        hasGrid = grid
    }

    /// Equal differences take equal lengths.
    public static func linear(
        _ label: String = "", domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
        format: TickFormat = .automatic, includesZero: Bool = false, reversed: Bool = false, grid: Bool = false
    ) -> Axis {
        Axis(
            .linear, label, domain: domain, ticks: ticks, format: format, includesZero: includesZero,
            reversed: reversed, grid: grid)
    }

    /// Equal ratios take equal lengths. Values up to 0 are left out.
    ///
    /// Precondition: a given domain is above 0.
    public static func log(
        _ label: String = "", domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
        format: TickFormat = .automatic, reversed: Bool = false, grid: Bool = false
    ) -> Axis {
        precondition(domain.map { $0.lowerBound > 0 } ?? true, "a logarithmic axis needs a domain above 0")
        return Axis(.log, label, domain: domain, ticks: ticks, format: format, reversed: reversed, grid: grid)
    }

    /// A band for each category.
    public static func band(_ label: String = "", order: [String]? = nil) -> Axis {
        Axis(.band, label, order: order)
    }

    /// A linear scale without line, ticks and numbers.
    public static func hidden(
        _ label: String = "", domain: ClosedRange<Double>? = nil, reversed: Bool = false
    ) -> Axis {
        Axis(.linear, label, domain: domain, reversed: reversed, visible: false)
    }
}
