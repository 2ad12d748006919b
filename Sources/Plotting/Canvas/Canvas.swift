/// Something to draw on: everything a figure shows goes through these few commands.
///
/// Coordinates are points from the top left corner of the page.
public protocol Canvas: AnyObject {
    /// Fills a path by the non-zero winding rule.
    func fill(_ path: Path, _ color: Color)
    /// Draws along a path.
    func stroke(_ path: Path, _ stroke: Stroke)
    /// Draws a filled circle.
    func dot(at center: Point, diameter: Double, _ color: Color)
    /// Draws one line of text.
    func text(_ text: PlacedText)
    /// Draws a bitmap over a rectangle; each pixel becomes a sharp cell.
    func image(_ bitmap: Bitmap, in rectangle: Rectangle)
    /// Begins to cut off everything outside a rectangle, until `endClip()`. Clips do not nest.
    func beginClip(_ rectangle: Rectangle)
    func endClip()
    /// Begins a part of the figure, until `endGroup()`; changes nothing in the picture.
    func beginGroup(_ group: CanvasGroup)
    func endGroup()
}

extension Canvas {
    func text(_ texts: [PlacedText]) {
        for line in texts where !line.layout.glyphs.isEmpty { text(line) }
    }

    /// Draws a part of the figure.
    public func group(_ group: CanvasGroup, _ body: () throws -> Void) rethrows {
        beginGroup(group)
        try body()
        endGroup()
    }
}
