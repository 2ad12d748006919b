/// Rows and columns of a figure: margins that panels of one column or row share, and what is left for frames.
struct FigureGrid {
    private let figure: Figure
    private let page: Rectangle
    private let legendHeight: Double
    private let rowCount: Int
    private var left: [Double]
    private var right: [Double]
    private var top: [Double]
    private var bottom: [Double]

    init(figure: Figure, page: Rectangle, legendHeight: Double) {
        self.figure = figure
        self.page = page
        self.legendHeight = legendHeight
        rowCount = figure.rows
        left = Array(repeating: 0, count: figure.columns)
        right = left
        top = Array(repeating: 0, count: rowCount)
        bottom = top
    }

    private func row(_ index: Int) -> Int { index / figure.columns }
    private func column(_ index: Int) -> Int { index % figure.columns }

    /// Widens margins to what a panel asks for; says whether that changed anything.
    mutating func grow(_ index: Int, to wanted: PanelLayout.Margins) -> Bool {
        func widen(_ margin: inout Double, _ wanted: Double) -> Bool {
            guard wanted > margin + 1e-9 else { return false }
            margin = wanted
            return true
        }
        let changes = [
            widen(&left[column(index)], wanted.left), widen(&right[column(index)], wanted.right),
            widen(&top[row(index)], wanted.top), widen(&bottom[row(index)], wanted.bottom),
        ]
        return changes.contains(true)
    }

    func margins(_ index: Int) -> PanelLayout.Margins {
        PanelLayout.Margins(
            left: left[column(index)], right: right[column(index)], top: top[row(index)], bottom: bottom[row(index)])
    }

    private var columnWidths: [Double] {
        let used = left.reduce(0, +) + right.reduce(0, +) + figure.style.columnGap * Double(figure.columns - 1)
        return share(page.width - used, figure.columnWeights, figure.columns)
    }

    private var rowHeights: [Double] {
        let used = top.reduce(0, +) + bottom.reduce(0, +) + figure.style.rowGap * Double(rowCount - 1) + legendHeight
        return share(page.height - used, figure.rowWeights, rowCount)
    }

    private func share(_ total: Double, _ weights: [Double], _ count: Int) -> [Double] {
        let weights = weights.isEmpty ? Array(repeating: 1, count: count) : weights
        let sum = weights.reduce(0, +)
        return weights.map { total * $0 / sum }
    }

    /// The size of a panel's frame, as wide or high as its aspect allows.
    ///
    /// Throws `PlottingError.tooSmall` when margins leave less than 10 points.
    func frameSize(_ index: Int) throws -> (width: Double, height: Double) {
        let width = columnWidths[column(index)]
        let height = rowHeights[row(index)]
        let title = figure.plots[index].title
        let name = "panel \(index + 1)\(title.isEmpty ? "" : " (\(title))")"
        for (size, direction) in [(width, "wide"), (height, "high")] where size < 10 {
            let left = NumberText.fixed(max(size, 0) / Figure.pointsPerMillimetre, 1)
            throw PlottingError.tooSmall(panel: name, missing: "its frame would be \(left) mm \(direction)")
        }
        guard let aspect = figure.plots[index].aspect else { return (width, height) }
        let fitted = min(width, height / aspect)
        return (fitted, fitted * aspect)
    }

    /// Where the frame of a panel lies, and the frame with its row's and column's margins.
    func place(_ index: Int, width: Double, height: Double) -> (area: Rectangle, outer: Rectangle) {
        let column = column(index)
        let row = row(index)
        let widths = columnWidths
        let heights = rowHeights
        var x = page.left
        for before in 0..<column { x += left[before] + widths[before] + right[before] + figure.style.columnGap }
        var y = page.top + legendHeight
        for before in 0..<row { y += top[before] + heights[before] + bottom[before] + figure.style.rowGap }
        let outer = Rectangle(
            left: x, top: y, width: left[column] + widths[column] + right[column],
            height: top[row] + heights[row] + bottom[row])
        // A frame narrower than its column stands in the column's middle, at the top.
        let area = Rectangle(
            left: x + left[column] + (widths[column] - width) / 2, top: y + top[row], width: width, height: height)
        return (area, outer)
    }

    /// The part of the last row that has no plots: from the frame of its first free cell to the end. Precondition: there is one.
    var emptyArea: Rectangle {
        let (first, last) = (figure.plots.count, rowCount * figure.columns - 1)
        let heights = rowHeights
        let start = place(first, width: columnWidths[column(first)], height: heights[rowCount - 1]).area
        let end = place(last, width: columnWidths[column(last)], height: heights[rowCount - 1]).area
        return start.union(end)
    }
}
