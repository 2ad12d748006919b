/// The position of a plot's data on the page, with the scales that lead there.
public struct Frame: Sendable {
    /// The rectangle between the axes, in points.
    public let area: Rectangle
    let xScale: any Scale
    let yScale: any Scale
    let colorScale: (any Scale)?
    let ramp: ColorRamp
    let isXReversed: Bool
    let isYReversed: Bool
    public let series: SeriesScale
    /// The series that stand side by side in a category's band, in the order of the figure's series.
    public let dodged: [String]
    /// Which of them each category has.
    let members: [String: Set<String>]
    /// Whether dots of others stand beside ours in a slot.
    let hasPublishedBeside: Bool
    public let style: HouseStyle

    /// Where a value of the x channel stands; nil for a missing value.
    public func x(_ value: Value) -> Double? {
        xScale.fraction(of: value).map { area.left + area.width * Self.onPage(isXReversed ? 1 - $0 : $0) }
    }

    /// Where a value of the y channel stands; nil for a missing value.
    public func y(_ value: Value) -> Double? {
        yScale.fraction(of: value).map { area.top + area.height * Self.onPage(isYReversed ? $0 : 1 - $0) }
    }

    /// Where an end of an interval stands: as ``y(_:)``, but a number up to 0 lies beyond the low end of a logarithmic axis, so that the
    /// rest of the interval is shown.
    func intervalEnd(_ value: Value) -> Double? {
        if let y = y(value) { return y }
        guard yScale is LogScale, value.finite != nil else { return nil }
        return isYReversed ? area.top - area.height : area.bottom + area.height
    }

    /// A share of the axis, no farther from it than a drawing library can count.
    private static func onPage(_ fraction: Double) -> Double { min(max(fraction, -1e4), 1e4) }

    /// Where a pair of values stands; nil if one is missing.
    public func point(_ x: Value, _ y: Value) -> Point? {
        guard let x = self.x(x), let y = self.y(y) else { return nil }
        return Point(x, y)
    }

    /// Width of a category's band on the x axis, in points; 0 on a continuous axis.
    public var bandwidth: Double { xScale.bandwidth * area.width }

    /// The part of a category's band that belongs to one of the series that stand side by side in this plot.
    ///
    /// All marks of a plot that declare such series (`Extents.dodged`) share the slots: dots with intervals stand in the
    /// middle of the bars of their series. Series that a category does not have leave no gap in it. A series that is none of them has the
    /// whole band.
    ///
    /// - Returns: Middle and width of the slot in points; nil for a missing value.
    public func slot(of category: Value, series name: String?) -> (middle: Double, width: Double)? {
        guard let middle = x(category) else { return nil }
        let own = members[BandScale.name(of: category)].map { dodged.filter($0.contains) } ?? dodged
        guard let name, let index = own.firstIndex(of: name) else { return (middle, bandwidth) }
        let width = bandwidth / Double(own.count)
        return (middle + (Double(index) - Double(own.count - 1) / 2) * width, width)
    }

    /// The y position of zero, or of the end of the axis that is nearest to it.
    public var baseline: Double {
        guard let y = y(.number(0)) else { return isYReversed ? area.top : area.bottom }
        return min(max(y, area.top), area.bottom)
    }

    /// Whether a point lies in the area, its edges included.
    public func holds(_ point: Point) -> Bool {
        area.expanded(by: 0.01).contains(Rectangle(point, point))
    }

    /// The colour of a curve or dot: by its number if it has one, else by its series.
    public func color(series name: String?, number: Double?) -> Color {
        if let number { return color(number) }
        return series[name].color
    }

    /// The colour of a number on the plot's colour axis.
    public func color(_ number: Double) -> Color {
        style.onBackground(ramp(colorScale?.fraction(of: .number(number)) ?? .nan))
    }
}
