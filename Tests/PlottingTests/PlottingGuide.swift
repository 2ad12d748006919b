import Plotting

/// A stroke for each value, as wide as the slot of its series in the category's band.
struct Tick: Mark {
    let rows: [(category: String, value: Double, series: String)]
    /// In the order in which they stand side by side.
    let series: [String]

    var extents: Extents {
        Extents(
            x: Extent(rows.map(\.category.plotValue)), y: Extent(rows.map(\.value.plotValue)), series: series, dodged: series)
    }

    func draw(on canvas: any Canvas, in frame: Frame) {
        for row in rows {
            guard let slot = frame.slot(of: row.category.plotValue, series: row.series), let y = frame.y(row.value.plotValue)
            else { continue }
            let path = Path(from: Point(slot.middle - slot.width / 2, y), to: Point(slot.middle + slot.width / 2, y))
            canvas.stroke(path, Stroke(frame.color(series: row.series, number: nil), width: 1))
        }
    }
}
