/// A part of a figure that belongs together, for canvases that can say so.
public enum CanvasGroup: Sendable {
    /// A plot of the figure: its title, the labels of its axes, and where its frame is on the page.
    case panel(String, x: String, y: String, frame: Rectangle)
    /// Axes, header, labels and the like.
    case part(String)
    /// The shapes of one series in one mark, with the values at its points.
    case series(String?, points: [CanvasPoint])
    /// A series' entry in a legend, or its name at the end of its line.
    case legend(String)
    /// Values that others published: marks, and the legend's entry that explains them.
    case published

    /// One word, and the name that goes with it.
    var words: (kind: String, name: String?) {
        switch self {
        case .panel(let title, _, _, _): ("panel", title.isEmpty ? nil : title)
        case .part(let name): (name, nil)
        case .series(let name, _): ("series", name)
        case .legend(let name): ("legend", name)
        case .published: ("published", nil)
        }
    }
}

/// A point of a series on the page, with the values that it shows.
public struct CanvasPoint: Sendable {
    public var position: Point
    public var x: Value
    public var y: Value
    /// The ends of its interval; missing if it has none.
    public var low: Value
    public var high: Value

    public init(_ position: Point, x: Value, y: Value, low: Value = .missing, high: Value = .missing) {
        self.position = position
        self.x = x
        self.y = y
        self.low = low
        self.high = high
    }
}
