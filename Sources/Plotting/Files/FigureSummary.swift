extension Figure {
    /// What the figure shows, in words for those who cannot see it: its panels with their axes and series.
    public var summary: String {
        let panels = plots.enumerated().map { index, plot in
            let letter = hasLetters ? "Panel \(FigureLayout.letter(index))" : "Plot"
            let title = plot.title.isEmpty ? "" : ", \(TextMarkup.plain(plot.title))"
            let series = plot.extents.series
            let names = series.isEmpty ? "" : "; series: \(series.map(TextMarkup.plain).joined(separator: ", "))"
            return "\(letter)\(title): \(axes(of: plot))\(names)."
        }
        return (panels + (note.isEmpty ? [] : [TextMarkup.plain(note)])).joined(separator: " ")
    }

    private func axes(of plot: Plot) -> String {
        switch (TextMarkup.plain(plot.x.label), TextMarkup.plain(plot.y.label)) {
        case ("", ""): "a picture without axis labels"
        case (let x, ""): "along \(x)"
        case ("", let y): "\(y)"
        case (let x, let y): "\(y) against \(x)"
        }
    }
}
