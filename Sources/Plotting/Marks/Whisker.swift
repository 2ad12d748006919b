/// An error bar: a vertical line with a short cap at each end.
enum Whisker {
    /// Draws from `low` to `high` in data units; `cap` is the caps' length in points.
    /// An end outside the axes is cut off and gets no cap; an empty interval is not drawn.
    static func draw(
        on canvas: any Canvas, in frame: Frame, x: Double, low: Double, high: Double, cap: Double, _ color: Color
    ) {
        guard low < high, let lowY = frame.y(.number(low)), let highY = frame.y(.number(high)) else { return }
        let stroke = Stroke(color, width: frame.style.errorBarWidth)
        let area = frame.area
        let ends = [lowY, highY].map { min(max($0, area.top), area.bottom) }
        guard ends[0] != ends[1] else { return }
        canvas.stroke(Path(from: Point(x, ends[0]), to: Point(x, ends[1])), stroke)
        for (end, wanted) in zip(ends, [lowY, highY]) where end == wanted {
            canvas.stroke(Path(from: Point(x - cap / 2, end), to: Point(x + cap / 2, end)), stroke)
        }
    }
}
