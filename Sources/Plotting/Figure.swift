/// A page of plots in a grid: what becomes one picture file.
///
/// Frames of one row or column line up; margins are measured from the texts, so nothing is cut off.
public struct Figure: Sendable {
    /// Widths of a journal's page, in millimetres.
    public enum Width: Sendable {
        /// One column: 84 mm.
        case single
        /// One and a half columns: 129 mm.
        case medium
        /// Both columns: 174 mm.
        case double
        case millimetres(Double)

        var points: Double {
            switch self {
            case .single: 84 * Figure.pointsPerMillimetre
            case .medium: 129 * Figure.pointsPerMillimetre
            case .double: 174 * Figure.pointsPerMillimetre
            case .millimetres(let width): width * Figure.pointsPerMillimetre
            }
        }
    }

    /// Which panels use the same domain; numbers then stand at the outer ones only.
    public enum Sharing: Sendable {
        case none
        /// All panels have the same x, or the same y, or both.
        case x, y, both
        /// The panels of a row have the same y.
        case rows
        /// The panels of a column have the same x.
        case columns
    }

    /// Whether each panel names its series, or one legend does it for all (in the grid's empty cells, if it fits
    /// there, else in a strip at the top), or nothing does.
    public enum LegendPosition: Sendable { case panels, shared, none }

    static let pointsPerMillimetre = 72 / 25.4

    public var width: Width
    /// Millimetres.
    public var height: Double
    public var columns: Int
    /// Relative widths of the columns' frames; empty for equal ones. `rowWeights` likewise.
    public var columnWeights: [Double]
    public var rowWeights: [Double]
    public var sharing: Sharing
    public var legend: LegendPosition
    /// Whether panels get letters a, b, c...
    public var hasLetters: Bool
    /// Order of series, which gives them their colours; others follow in order of first appearance.
    public var series: [String]
    /// Looks of single series that differ from the palette's.
    public var seriesStyles: [String: SeriesStyle]
    public var style: HouseStyle
    public var plots: [Plot]
    /// Words below all plots, for what the reader must know; empty for none.
    public var note = ""

    /// A figure; without `columns` all plots stand in one row, without `letters` they are lettered if there
    /// are several. Precondition: at least one plot, and as many weights as columns or rows, if any.
    public init(
        width: Width = .single, height: Double, columns: Int? = nil, columnWeights: [Double] = [],
        rowWeights: [Double] = [], sharing: Sharing = .none, legend: LegendPosition = .panels, letters: Bool? = nil,
        series: [String] = [], seriesStyles: [String: SeriesStyle] = [:], style: HouseStyle = HouseStyle(),
        @PlotBuilder plots: () throws -> [Plot]
    ) rethrows {
        self.plots = try plots()
        precondition(!self.plots.isEmpty, "a figure needs at least one plot")
        self.width = width
        self.height = height
        self.columns = max(1, columns ?? self.plots.count)
        let rows = (self.plots.count + self.columns - 1) / self.columns
        precondition(
            columnWeights.isEmpty || columnWeights.count == self.columns,
            "\(columnWeights.count) weights for \(self.columns) columns")
        precondition(rowWeights.isEmpty || rowWeights.count == rows, "\(rowWeights.count) weights for \(rows) rows")
        self.columnWeights = columnWeights
        self.rowWeights = rowWeights
        self.sharing = sharing
        self.legend = legend
        hasLetters = letters ?? (self.plots.count > 1)
        self.series = series
        self.seriesStyles = seriesStyles
        self.style = style
    }

    /// Width and height of the page in points.
    public var pageSize: (width: Double, height: Double) {
        let figure = fitted
        return (figure.width.points, figure.height * Self.pointsPerMillimetre)
    }

    /// Lays the figure out and draws it.
    ///
    /// Throws `PlottingError.fontMissing`, `.tooSmall`, `.crowded` or `.mixedValues`.
    public func draw(on canvas: any Canvas) throws {
        try FigureLayout(fitted, fonts: Fonts()).draw(on: canvas)
    }
}

/// Collects the plots of a figure; loops and conditions are allowed.
@resultBuilder
public enum PlotBuilder {
    public static func buildExpression(_ plot: Plot) -> [Plot] { [plot] }
    public static func buildExpression(_ plots: [Plot]) -> [Plot] { plots }
    public static func buildBlock(_ parts: [Plot]...) -> [Plot] { parts.flatMap { $0 } }
    public static func buildArray(_ parts: [[Plot]]) -> [Plot] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [Plot]?) -> [Plot] { part ?? [] }
    public static func buildEither(first part: [Plot]) -> [Plot] { part }
    public static func buildEither(second part: [Plot]) -> [Plot] { part }
}
