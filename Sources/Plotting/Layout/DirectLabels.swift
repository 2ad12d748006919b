/// Names of series at the right ends of their lines, moved apart where lines end close together.
struct DirectLabels {
    private struct Item {
        /// Relative to the frame's upper left corner, as is `y`.
        let end: LineEnd
        let text: TextLayout
        /// The middle of the label.
        let y: Double
    }

    private let items: [Item]
    /// Whether thin lines lead from the ends of lines to their labels: for all if one needs it.
    private let hasLeaders: Bool
    private let style: HouseStyle

    /// Labels for line ends in a frame at the origin; nil where they cannot all stand beside its right edge.
    ///
    /// Middles stay at least one line apart and within the frame; among such positions they are those with the
    /// least sum of squared distances from the lines' ends (pooling of adjacent violators).
    init?(_ ends: [LineEnd], in area: Rectangle, style: HouseStyle, fonts: Fonts) {
        let texts = ends.map { TextLayout($0.series, size: style.legendSize, fonts: fonts) }
        let tallest = (texts.map(\.ascent).max() ?? 0) + (texts.map(\.descent).max() ?? 0)
        let spacing = max(style.legendSize * 1.15, tallest + 0.3)
        guard !ends.isEmpty, Double(ends.count) * spacing <= area.height + spacing else { return nil }
        let sorted = ends.enumerated().sorted { ($0.element.point.y, $0.offset) < ($1.element.point.y, $1.offset) }
        let middles = Self.spread(
            sorted.map(\.element.point.y), spacing: spacing, within: area.top...area.bottom)
        items = zip(sorted, middles).map { end, y in Item(end: end.element, text: texts[end.offset], y: y) }
        hasLeaders = items.contains { Self.needsLeader($0, area.width) }
        self.style = style
    }

    private static func needsLeader(_ item: Item, _ frameWidth: Double) -> Bool {
        (item.y - item.end.point.y).magnitude > 2 || item.end.point.x < frameWidth - 2
    }

    /// Distance from the frame to the labels.
    private var gap: Double { (hasLeaders ? 9 : 3.5) * style.markScale }

    /// Room that the labels take right of the frame.
    var width: Double { gap + (items.map(\.text.width).max() ?? 0) }

    func draw(on canvas: any Canvas, in area: Rectangle, series: SeriesScale) {
        for item in items {
            let color = series[item.end.series].color
            let left = area.right + gap
            let y = area.top + item.y
            canvas.beginGroup(.legend(item.end.series))
            if hasLeaders {
                let start = Point(area.left + item.end.point.x + 1.5, area.top + item.end.point.y)
                canvas.stroke(Path(from: start, to: Point(left - 1.2, y)), Stroke(color, width: style.axisWidth))
            }
            let capHeight = item.text.size * TextLayout.capHeight
            canvas.text(
                PlacedText(item.text, origin: Point(left, y + capHeight / 2), color: style.legible(color)))
            canvas.endGroup()
        }
    }

    /// Sorted positions, moved as little as possible until neighbours are `spacing` apart and all lie in `range`.
    static func spread(_ positions: [Double], spacing: Double, within range: ClosedRange<Double>) -> [Double] {
        /// Labels that touch: `start` is the best position of the first, without and with the range's limits.
        struct Cluster {
            var sum: Double
            var count: Int
        }
        func start(_ cluster: Cluster) -> Double {
            let size = Double(cluster.count - 1) * spacing
            let best = cluster.sum / Double(cluster.count) - size / 2
            return max(min(best, range.upperBound - size), range.lowerBound)
        }
        var clusters: [Cluster] = []
        for position in positions {
            clusters.append(Cluster(sum: position, count: 1))
            while clusters.count > 1 {
                let last = clusters[clusters.count - 1]
                let before = clusters[clusters.count - 2]
                guard start(before) + Double(before.count) * spacing > start(last) else { break }
                clusters.removeLast(2)
                clusters.append(Cluster(sum: before.sum + last.sum, count: before.count + last.count))
            }
        }
        return clusters.flatMap { cluster in
            (0..<cluster.count).map { start(cluster) + Double($0) * spacing }
        }
    }
}
