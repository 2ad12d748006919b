/// An error bar: a vertical line with a short cap at each end.
public enum Whisker {
    /// Draws from `low` to `high` in data units at `x` points; `cap` is the caps' length in points. An end outside the axes, as one up to 0
    /// on a logarithmic axis, is cut off and gets no cap; an empty interval or one with a missing end is not drawn.
    public static func draw(
        on canvas: any Canvas, in frame: Frame, x: Double, low: Value, high: Value, cap: Double, _ color: Color
    ) {
        guard let least = low.finite, let greatest = high.finite, least < greatest, let lowY = frame.intervalEnd(low),
            let highY = frame.intervalEnd(high)
        else { return }
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
