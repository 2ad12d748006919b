extension Figure {
    /// The figure for the page that its style asks for: scaled, and with fewer plots in a row where it was too wide.
    ///
    /// Plots keep about their width, at least two thirds of it, and rows their height; weights are kept where the columns stay.
    var fitted: Figure {
        var figure = self
        figure.style.pageScale = 1
        figure.style.widestPage = nil
        if let widest = style.widestPage, width.points > widest.points {
            let columns = min(max(1, Int(Double(columns) * widest.points / width.points * 1.5)), columns)
            figure.width = widest
            if columns != self.columns {
                figure.columns = columns
                figure.height = height * Double(figure.rows) / Double(rows)
                figure.columnWeights = []
                figure.rowWeights = []
            }
        }
        guard style.pageScale != 1 else { return figure }
        figure.width = .millimetres(figure.width.points / Self.pointsPerMillimetre * style.pageScale)
        figure.height *= style.pageScale
        return figure
    }

    /// Rows of plots.
    var rows: Int { (plots.count + columns - 1) / columns }

    /// This figure in another style.
    public func styled(_ style: HouseStyle) -> Figure {
        var figure = self
        figure.style = style
        return figure
    }
}
