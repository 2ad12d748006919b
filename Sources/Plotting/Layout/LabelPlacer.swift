/// Finds positions for labels so that none runs into another, and as little data as possible is covered.
struct LabelPlacer {
    private let area: Rectangle
    private let ink: InkCanvas
    /// What is taken already: texts and legends.
    private var taken: [Rectangle]

    init(area: Rectangle, ink: InkCanvas, taken: [Rectangle]) {
        self.area = area
        self.ink = ink
        self.taken = taken
    }

    /// The label at its best position: inside the plot, off other texts, off data, then early in its list.
    ///
    /// Throws `PlottingError.crowded` when every position runs into other text or out of the plot.
    mutating func place(_ label: Label, style: HouseStyle, fonts: Fonts) throws -> PlacedText {
        let layout = TextLayout(
            label.text, size: label.size ?? style.annotationSize, weight: label.weight, fonts: fonts)
        var best: (text: PlacedText, cost: Double)?
        for (order, position) in label.positions.enumerated() {
            let text = position.text(
                layout, color: label.color, halo: label.halo, haloColor: style.background)
            let box = text.box
            guard area.contains(box), !taken.contains(where: box.expanded(by: 0.6).overlaps) else { continue }
            // A word that touches an error bar reads as a part of it.
            let room = Rectangle(left: box.left - 3, top: box.top, width: box.width + 6, height: box.height)
            // Far from where it is looked for, a word belongs to nothing; on a pale band it is still read.
            let cost = label.ignoresInk ? Double(order) : ink.weight(in: room) + 0.15 * Double(order)
            if cost < best?.cost ?? .infinity { best = (text, cost) }
            if label.ignoresInk { break }
        }
        guard let best else { throw PlottingError.crowded(label: label.text) }
        taken.append(best.text.box)
        return best.text
    }
}
