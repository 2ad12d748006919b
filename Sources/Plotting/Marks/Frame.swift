/// The place of a plot's data on the page, with the scales that lead there.
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
    public let style: HouseStyle

    /// Where a value of the x channel stands; nil for a missing value.
    public func x(_ value: Value) -> Double? {
        xScale.fraction(of: value).map { area.left + area.width * (isXReversed ? 1 - $0 : $0) }
    }

    /// Where a value of the y channel stands; nil for a missing value.
    public func y(_ value: Value) -> Double? {
        yScale.fraction(of: value).map { area.top + area.height * (isYReversed ? $0 : 1 - $0) }
    }

    public func point(_ x: Value, _ y: Value) -> Point? {
        guard let x = self.x(x), let y = self.y(y) else { return nil }
        return Point(x, y)
    }

    /// Width of a category's band on the x axis, in points; 0 on a continuous axis.
    public var bandwidth: Double { xScale.bandwidth * area.width }

    /// The place of one of several series that stand side by side in a category's band, and the width that is its own.
    ///
    /// - Parameters:
    ///   - middle: the x of the band's middle.
    ///   - index: the series' place among `count`.
    func slot(at middle: Double, _ index: Int, of count: Int) -> (x: Double, width: Double) {
        let width = bandwidth / Double(max(count, 1))
        return (middle + (Double(index) - Double(max(count, 1) - 1) / 2) * width, width)
    }

    /// The y place of zero, or of the end of the axis that is nearest to it.
    var baseline: Double {
        guard let y = y(.number(0)) else { return isYReversed ? area.top : area.bottom }
        return min(max(y, area.top), area.bottom)
    }

    /// Whether a point lies in the area, its edges included.
    func holds(_ point: Point) -> Bool {
        area.expanded(by: 0.01).contains(Rectangle(point, point))
    }

    /// The colour of a curve or dot: by its number if it has one, else by its series.
    func color(series name: String?, number: Double?) -> Color {
        if let number { return color(number) }
        return series[name].color
    }

    func color(_ number: Double) -> Color {
        guard let fraction = colorScale?.fraction(of: .number(number)) else { return ramp(.nan) }
        return ramp(fraction)
    }
}
