/// One plot: axes, and marks in layers, the first at the bottom.
///
///     Plot("Original", x: .linear("Training step"), y: .linear("Test accuracy (%)", domain: 0...100)) {
///         Band(rows, x: \.step, low: \.low, high: \.high, series: \.model)
///         Line(rows, x: \.step, y: \.mean, series: \.model)
///         Rule(y: 96, label: "human")
///     }
public struct Plot: Sendable {
    /// Where the names of series stand.
    public enum LegendPosition: Sendable {
        /// At the ends of lines if there are only lines, else inside, else above.
        case automatic
        /// At the right ends of lines.
        case direct
        /// Where no data is; above, if there is no such position.
        case inside
        /// In a strip between title and frame.
        case above
        case none
    }

    public var title: String
    /// Whether the title stands over the middle of the frame instead of over its left edge.
    public var hasCenteredTitle: Bool
    public var x: Axis
    public var y: Axis
    /// Axis of the numbers that colours stand for; its key is drawn only where a mark has such numbers.
    public var color: Axis
    public var ramp: ColorRamp
    public var legend: LegendPosition
    /// Height of the frame divided by its width; nil fills the panel.
    public var aspect: Double?
    /// Whether a thin line runs around the whole frame.
    public var hasBox: Bool
    public var marks: [any Mark]

    public init(
        _ title: String = "", x: Axis = .linear(), y: Axis = .linear(), color: Axis = .linear(),
        ramp: ColorRamp = .sequential, legend: LegendPosition = .automatic, aspect: Double? = nil, box: Bool = false,
        centeredTitle: Bool = false,
        @MarkBuilder marks: () throws -> [any Mark]
    ) rethrows {
        self.title = title
        hasCenteredTitle = centeredTitle
        self.x = x
        self.y = y
        self.color = color
        self.ramp = ramp
        self.legend = legend
        self.aspect = aspect
        hasBox = box
        self.marks = try marks()
    }

    /// What the scales must cover for all marks together.
    var extents: Extents {
        var extents = Extents()
        for mark in marks { extents.add(mark.extents) }
        return extents
    }
}
