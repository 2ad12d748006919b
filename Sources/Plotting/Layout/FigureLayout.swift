/// Places the panels of a figure on its page.
///
/// Sizes of frames and margins depend on each other (fewer ticks fit a smaller frame, and their texts are
/// what margins are for). Starting from no margins, frames are laid out and margins grown to what they ask
/// for, until nothing asks for more; margins never shrink, so this ends.
struct FigureLayout {
    private struct Cell {
        let layout: PanelLayout
        let margins: PanelLayout.Margins
        let area: Rectangle
        let outer: Rectangle
    }

    private let figure: Figure
    private let cells: [Cell]
    private let sharedLegend: Legend?
    /// The part of the page that the shared legend has instead of a strip at the top.
    private let legendSlot: Rectangle?
    private let page: Rectangle
    private let note: TextBlock

    init(_ figure: Figure, fonts: Fonts) throws {
        self.figure = figure
        let style = figure.style
        let size = figure.pageSize
        var page = Rectangle(left: 0, top: 0, width: size.width, height: size.height)
            .expanded(by: -style.pageMargin)
        note = TextBlock(figure.note, size: style.annotationSize, maximumWidth: page.width, fonts: fonts)
        if !figure.note.isEmpty {
            let plots = page.height - note.height - style.labelGap
            page = Rectangle(left: page.left, top: page.top, width: page.width, height: plots)
        }
        self.page = page
        let extents = figure.plots.map(\.extents)
        let series = SeriesScale(
            names: figure.series + extents.flatMap(\.series), styles: figure.seriesStyles, house: style)
        sharedLegend =
            figure.legend == .shared
            ? Legend(
                plots: figure.plots.map(\.marks), series: series, explainsPublished: true, style: style, fonts: fonts)
            : nil

        let contexts = Self.contexts(figure, extents, series, fonts)
        // The shared legend first tries the cells of the grid that have no plot.
        if let sharedLegend, figure.rows * figure.columns > figure.plots.count {
            let (cells, grid) = try Self.settle(figure, contexts, page: page, legendHeight: 0)
            let slot = grid.emptyArea
            let size = sharedLegend.columnSize
            if size.width <= slot.width && size.height <= slot.height {
                self.cells = cells
                legendSlot = slot
                return
            }
        }
        legendSlot = nil
        let legendHeight = sharedLegend.map { $0.stripHeight(width: page.width) + style.rowGap * 0.7 } ?? 0
        cells = try Self.settle(figure, contexts, page: page, legendHeight: legendHeight).cells
    }

    /// The panels at their positions, when nothing asks for more room any longer.
    private static func settle(
        _ figure: Figure, _ contexts: [PanelLayout.Context], page: Rectangle, legendHeight: Double
    ) throws -> (cells: [Cell], grid: FigureGrid) {
        var contexts = contexts
        var grid = FigureGrid(figure: figure, page: page, legendHeight: legendHeight)
        var layouts: [PanelLayout] = []
        var isSettled = false
        for _ in 0..<40 where !isSettled {
            layouts = try figure.plots.indices.map { index in
                let frame = try grid.frameSize(index)
                return try PanelLayout(
                    figure.plots[index], width: frame.width, height: frame.height, context: contexts[index])
            }
            isSettled = true
            for (index, layout) in layouts.enumerated() {
                if grid.grow(index, to: layout.margins) { isSettled = false }
                if layout.isLegendOutside && !contexts[index].isLegendOutside && layout.plot.legend != .above {
                    contexts[index].isLegendOutside = true
                    isSettled = false
                }
                contexts[index].leftMargin = grid.margins(index).left
                contexts[index].rightMargin = grid.margins(index).right
            }
        }
        guard isSettled else {
            throw PlottingError.tooSmall(panel: "the figure", missing: "its layout does not settle")
        }
        let cells = layouts.enumerated().map { index, layout in
            let position = grid.place(index, width: layout.width, height: layout.height)
            return Cell(layout: layout, margins: grid.margins(index), area: position.area, outer: position.outer)
        }
        return (cells, grid)
    }

    func draw(on canvas: any Canvas) throws {
        if let sharedLegend {
            canvas.group(.part("legends")) {
                if let slot = legendSlot {
                    let size = sharedLegend.columnSize
                    sharedLegend.drawColumn(
                        on: canvas, at: Point(slot.center.x - size.width / 2, slot.center.y - size.height / 2))
                } else {
                    sharedLegend.drawStrip(
                        on: canvas, left: page.left, top: page.top, width: page.width, isCentered: true)
                }
            }
        }
        for cell in cells {
            let plot = cell.layout.plot
            try canvas.group(.panel(plot.title, x: plot.x.label, y: plot.y.label, frame: cell.area)) {
                try cell.layout.draw(on: canvas, area: cell.area, cell: cell.outer, margins: cell.margins)
            }
        }
        guard !figure.note.isEmpty else { return }
        canvas.group(.part("note")) {
            let top = page.bottom + figure.style.labelGap
            for text in note.placed(x: page.left, top: top, alignment: .left, color: figure.style.ink) {
                canvas.text(text)
            }
        }
    }

    /// What each panel knows of its figure before any margin is known.
    private static func contexts(
        _ figure: Figure, _ extents: [Extents], _ series: SeriesScale, _ fonts: Fonts
    ) -> [PanelLayout.Context] {
        let sharesX = [.x, .both, .columns].contains(figure.sharing)
        let sharesY = [.y, .both, .rows].contains(figure.sharing)
        /// What all panels cover together that share an axis with one of them.
        func union(_ index: Int) -> Extents {
            var union = Extents()
            for (other, extent) in extents.enumerated() {
                switch figure.sharing {
                case .rows where other / figure.columns != index / figure.columns: continue
                case .columns where other % figure.columns != index % figure.columns: continue
                default: union.add(extent)
                }
            }
            return union
        }
        let explaining = figure.plots.firstIndex { plot in
            plot.legend != .none && plot.marks.contains { $0.layer == .published && !$0.extents.y.isEmpty }
        }
        return extents.enumerated().map { index, own in
            var context = PanelLayout.Context(series: series, style: figure.style, fonts: fonts, extents: own)
            (context.dodged, context.members) = (own.dodged, own.members)
            context.explainsPublished = index == explaining
            if sharesX { context.extents.x = union(index).x }
            if sharesY { context.extents.y = union(index).y }
            context.hasXNumbers = !sharesX || index + figure.columns >= figure.plots.count
            context.hasYNumbers = !sharesY || index % figure.columns == 0
            context.letter = figure.hasLetters ? letter(index) : nil
            context.hasSharedLegend = figure.legend != .panels
            return context
        }
    }

    /// a to z, then aa, ab...
    static func letter(_ index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(97 + index % 26)))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }
}
