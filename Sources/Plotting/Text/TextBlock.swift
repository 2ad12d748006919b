/// One or more lines of text that belong together: a label, wrapped where it is too long.
struct TextBlock: Sendable {
    enum Alignment: Sendable { case left, center, right }

    let lines: [TextLayout]
    /// Distance between baselines, in points.
    private let spacing: Double

    /// Sets `string` in lines of at most `maximumWidth` points, broken at spaces; a line break in the
    /// string always breaks. A word too long for a line is shortened with an ellipsis.
    init(
        _ string: String, size: Double, weight: Typeface.Weight = .regular, maximumWidth: Double = .infinity,
        lineSpacing: Double = 1.2, fonts: Fonts
    ) {
        func set(_ text: String) -> TextLayout { TextLayout(text, size: size, weight: weight, fonts: fonts) }
        var lines: [TextLayout] = []
        for paragraph in string.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(separator: " ") {
                let longer = line.isEmpty ? String(word) : line + " " + word
                if line.isEmpty || set(longer).width <= maximumWidth {
                    line = longer
                } else {
                    lines.append(set(line))
                    line = String(word)
                }
            }
            lines.append(set(line))
        }
        self.lines = lines.map { line in
            guard line.width > maximumWidth else { return line }
            var text = line.plain
            while !text.isEmpty {
                text.removeLast()
                let shortened = set(text + "…")
                if shortened.width <= maximumWidth { return shortened }
            }
            return set("")
        }
        let tallest = (self.lines.map(\.ascent).max() ?? 0) + (self.lines.map(\.descent).max() ?? 0)
        spacing = max(size * lineSpacing, tallest)
    }

    var width: Double { lines.map(\.width).max() ?? 0 }
    var ascent: Double { lines.first?.ascent ?? 0 }
    var descent: Double { lines.last?.descent ?? 0 }
    /// From the first line's ascent to the last line's descent.
    var height: Double { ascent + spacing * Double(max(lines.count - 1, 0)) + descent }
    /// Height of capital letters of the first line: what a label is centred by.
    private var capHeight: Double { (lines.first?.size ?? 0) * TextLayout.capHeight }

    /// The lines, running right, with the block's top edge at `top`; `x` is the edge or middle named
    /// by `alignment`.
    func placed(
        x: Double, top: Double, alignment: Alignment, color: Color, halo: Double = 0
    ) -> [PlacedText] {
        lines.enumerated().map { index, line in
            PlacedText(
                line, origin: Point(x - offset(line, alignment), top + ascent + Double(index) * spacing),
                color: color, halo: halo)
        }
    }

    /// The lines, running right, with capital letters centred on `y`.
    func placed(
        x: Double, middle y: Double, alignment: Alignment, color: Color, halo: Double = 0
    ) -> [PlacedText] {
        let extent = capHeight + spacing * Double(max(lines.count - 1, 0))
        return placed(
            x: x, top: y - extent / 2 + capHeight - ascent, alignment: alignment, color: color, halo: halo)
    }

    /// The lines, running up, with the block's left edge at `left` and centred on `y`.
    func placedUpward(left: Double, middle y: Double, color: Color, halo: Double = 0) -> [PlacedText] {
        lines.enumerated().map { index, line in
            PlacedText(
                line, origin: Point(left + ascent + Double(index) * spacing, y + line.width / 2),
                direction: .upward, color: color, halo: halo)
        }
    }

    private func offset(_ line: TextLayout, _ alignment: Alignment) -> Double {
        switch alignment {
        case .left: 0
        case .center: line.width / 2
        case .right: line.width
        }
    }
}
