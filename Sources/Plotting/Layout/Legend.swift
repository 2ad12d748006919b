/// The names of series with their look, as a column inside a plot or as a strip above it.
struct Legend {
    struct Entry {
        let look: SeriesStyle
        let symbols: [LegendSymbol]
        let text: TextLayout
        var layer = LayerStyle.own

        var hasLine: Bool { symbols.contains { if case .line = $0 { true } else { false } } }
    }

    let entries: [Entry]
    private let style: HouseStyle

    private var entryGap: Double { 9 * style.markScale }
    private var keyGap: Double { 3 * style.markScale }

    init(entries: [Entry], style: HouseStyle) {
        self.entries = entries
        self.style = style
    }

    /// An entry for each series that is drawn by marks that appear in legends, and, if asked for and needed, one that says what
    /// published layers are.
    ///
    /// A series looks as in one plot, that with the most ways to show it: lines of one plot and dots of another would make a key of lines
    /// with markers, which neither has.
    init(
        plots: [[any Mark]], series: SeriesScale, explainsPublished: Bool, style: HouseStyle, fonts: Fonts
    ) {
        let shown = plots.map { $0.filter { $0.legendSymbol != nil && !$0.extents.y.isEmpty } }
        func symbols(_ layer: LayerStyle) -> [String: [LegendSymbol]] {
            shown.map { Self.symbols(of: $0.filter { $0.layer == layer }) }
                .reduce(into: [:]) { $0.merge($1) { $1.count > $0.count ? $1 : $0 } }
        }
        let (own, published) = (symbols(.own), symbols(.published))
        func text(_ name: String) -> TextLayout { TextLayout(name, size: style.legendSize, fonts: fonts) }
        // A series that only the published layer has is named too.
        var entries = series.names.compactMap { name in
            (own[name] ?? published[name]).map { Entry(look: series[name], symbols: $0, text: text(name)) }
        }
        let kinds = shown.joined().filter { $0.layer == .published }.compactMap(\.legendSymbol)
        if explainsPublished, let kind = kinds.first {
            entries.append(
                Entry(
                    look: SeriesStyle(color: style.ruleColor), symbols: [kind], text: text(style.publishedName),
                    layer: .published))
        }
        self.init(entries: entries, style: style)
    }

    /// How each series of some marks is shown, without repetition.
    private static func symbols(of marks: [any Mark]) -> [String: [LegendSymbol]] {
        var symbols: [String: [LegendSymbol]] = [:]
        for mark in marks {
            guard let symbol = mark.legendSymbol else { continue }
            for name in mark.extents.series where !(symbols[name] ?? []).contains(symbol) {
                symbols[name, default: []].append(symbol)
            }
        }
        // Small dots of single trials beside the symbol of their mean: the symbol says it.
        return symbols.mapValues { own in
            own.contains(.dot(isPlain: false)) ? own.filter { $0 != .dot(isPlain: true) } : own
        }
    }

    /// The entries that name series, without the one that explains published layers.
    var seriesCount: Int { entries.count { $0.layer == .own } }

    /// Only the entry that explains published layers.
    var explanation: Legend { Legend(entries: entries.filter { $0.layer == .published }, style: style) }

    private var rowHeight: Double {
        let tallest = (entries.map(\.text.ascent).max() ?? 0) + (entries.map(\.text.descent).max() ?? 0)
        return max(style.legendSize * 1.35, tallest + 0.3)
    }

    /// Lines need a longer key than patches and dots, to show their dashes.
    private var keyWidth: Double {
        entries.contains(where: \.hasLine) ? 16 * style.markScale : style.legendSize * 0.9
    }

    private func width(_ entry: Entry) -> Double { keyWidth + keyGap + entry.text.width }

    /// Width and height as a column.
    var columnSize: (width: Double, height: Double) {
        (entries.map(width).max() ?? 0, rowHeight * Double(entries.count))
    }

    func drawColumn(on canvas: any Canvas, at corner: Point) {
        for (row, entry) in entries.enumerated() {
            draw(entry, on: canvas, left: corner.x, middle: corner.y + (Double(row) + 0.5) * rowHeight)
        }
    }

    /// Height as a strip of at most `width` points; entries flow into as many rows as needed.
    func stripHeight(width: Double) -> Double { rowHeight * Double(rows(width: width).count) }

    /// The widest row of a strip: at least the widest entry.
    func stripWidth(width: Double) -> Double {
        rows(width: width).map(rowWidth).max() ?? 0
    }

    func drawStrip(on canvas: any Canvas, left: Double, top: Double, width: Double, isCentered: Bool = false) {
        for (row, entries) in rows(width: width).enumerated() {
            var x = left + (isCentered ? max(0, (width - rowWidth(entries)) / 2) : 0)
            for entry in entries {
                draw(entry, on: canvas, left: x, middle: top + (Double(row) + 0.5) * rowHeight)
                x += self.width(entry) + entryGap
            }
        }
    }

    private func rowWidth(_ row: [Entry]) -> Double {
        row.map(width).reduce(0, +) + entryGap * Double(max(row.count - 1, 0))
    }

    private func rows(width: Double) -> [[Entry]] {
        var rows: [[Entry]] = []
        for entry in entries {
            if let last = rows.last, rowWidth(last + [entry]) <= width {
                rows[rows.count - 1].append(entry)
            } else {
                rows.append([entry])
            }
        }
        return rows
    }

    private func draw(_ entry: Entry, on canvas: any Canvas, left: Double, middle: Double) {
        canvas.beginGroup(entry.layer == .published ? .published : .legend(entry.text.string))
        defer { canvas.endGroup() }
        let right = left + keyWidth
        let center = Point((left + right) / 2, middle)
        let half = 2.4 * style.markScale
        let patch = Rectangle(Point(left, middle - half), Point(right, middle + half))
        let color = style.color(entry.look.color, entry.layer)
        let diameter = style.dotDiameter(entry.layer)
        for symbol in entry.symbols where symbol == .band { canvas.fill(Path(patch), color.opacity(style.bandOpacity)) }
        // A patch would hide the dashes of a line; its colour says enough about the bars.
        for symbol in entry.symbols where symbol != .bar || !entry.hasLine {
            switch symbol {
            case .band: break
            case .bar: canvas.fill(Path(patch), color.mixed(with: style.background, 0.15))
            case .dot(let isPlain):
                (isPlain ? .circle : entry.look.symbol).draw(on: canvas, at: center, size: diameter, color)
            case .line(let hasMarkers, let width):
                canvas.stroke(
                    Path(from: Point(left, middle), to: Point(right, middle)),
                    Stroke(color, width: width.map { $0 * style.markScale } ?? style.lineWidth(entry.layer), dash: entry.look.dash))
                if hasMarkers { entry.look.symbol.draw(on: canvas, at: center, size: diameter, color) }
            }
        }
        let capHeight = entry.text.size * TextLayout.capHeight
        canvas.text(
            PlacedText(entry.text, origin: Point(right + keyGap, middle + capHeight / 2), color: style.ink))
    }
}
