/// Which columns of a table a figure shows, and how.
public struct TableChannels: Sendable {
    /// Numbers make lines, names make dots side by side.
    public var x: String
    /// Numbers.
    public var y: String
    /// Names that colours, dashes and symbols stand for; nil for one series.
    public var series: String?
    /// Names that have a plot each; nil for one plot.
    public var panel: String?
    /// Ends of intervals, both or neither.
    public var lower: String?
    public var upper: String?
    /// Axes with logarithmic scales.
    public var hasLogarithmicX: Bool
    public var hasLogarithmicY: Bool

    public init(
        x: String, y: String, series: String? = nil, panel: String? = nil, lower: String? = nil, upper: String? = nil,
        logarithmicX: Bool = false, logarithmicY: Bool = false
    ) {
        self.x = x
        self.y = y
        self.series = series
        self.panel = panel
        self.lower = lower
        self.upper = upper
        hasLogarithmicX = logarithmicX
        hasLogarithmicY = logarithmicY
    }
}
