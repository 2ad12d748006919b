/// A matrix as coloured cells: a heat map by the plot's colour axis, or given pixels.
public struct Image: Mark {
    private enum Cells: Sendable {
        case numbers([Double])
        case pixels(Bitmap)
    }

    public let extents: Extents
    private let cells: Cells
    private let columns: Int
    private let rows: Int
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>

    /// Cells for `values`, row after row. Row 0 lies at the lower end of the y axis: reverse that axis to
    /// have it on top. Without ranges, cell (row r, column c) is centred on x = c, y = r.
    ///
    /// Precondition: `values` fills whole rows of `columns` values, at least one.
    public init(
        _ values: [Double], columns: Int, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil
    ) {
        precondition(
            columns > 0 && !values.isEmpty && values.count % columns == 0,
            "an image of \(values.count) values has no whole rows of \(columns)")
        self.init(.numbers(values), columns, values.count / columns, x, y)
    }

    /// Cells for the pixels of a bitmap; its top row has index 0, as above.
    public init(_ bitmap: Bitmap, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) {
        self.init(.pixels(bitmap), bitmap.width, bitmap.height, x, y)
    }

    private init(_ cells: Cells, _ columns: Int, _ rows: Int, _ x: ClosedRange<Double>?, _ y: ClosedRange<Double>?) {
        self.cells = cells
        self.columns = columns
        self.rows = rows
        self.x = x ?? -0.5...(Double(columns) - 0.5)
        self.y = y ?? -0.5...(Double(rows) - 0.5)
        var extents = Extents(
            x: Extent([.number(self.x.lowerBound), .number(self.x.upperBound)], fit: .exact),
            y: Extent([.number(self.y.lowerBound), .number(self.y.upperBound)], fit: .exact))
        if case .numbers(let values) = cells { extents.color = Extent(values.lazy.map(\.plotValue)) }
        self.extents = extents
    }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        guard let first = frame.point(.number(x.lowerBound), .number(y.lowerBound)),
            let last = frame.point(.number(x.upperBound), .number(y.upperBound))
        else { return }
        let bitmap = Bitmap(width: columns, height: rows) { column, row in
            let column = last.x >= first.x ? column : columns - 1 - column
            let row = last.y >= first.y ? row : rows - 1 - row
            return switch cells {
            case .numbers(let values): frame.color(values[row * columns + column])
            case .pixels(let pixels): pixels[column, row]
            }
        }
        canvas.beginClip(frame.area)
        canvas.image(bitmap, in: Rectangle(first, last))
        canvas.endClip()
    }
}
