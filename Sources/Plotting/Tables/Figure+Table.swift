extension Figure {
    /// Most series and plots that one figure can show.
    private static let mostSeries = 20
    private static let mostPanels = 24

    /// A figure of a tidy table: a line for each series with its interval as a band, or, where x has names, dots with error bars.
    ///
    /// Rows are sorted by x. Where several rows have the same panel, series and x (as seeds do) and no interval is given, their mean
    /// is drawn with their range, and the figure's note says so.
    ///
    /// - Parameters:
    ///   - width: nil is one column for one plot, both for several.
    ///   - height: Millimetres of one row of plots.
    ///
    /// Throws `PlottingError.table` for a column that is missing, has the wrong kind, or has nothing to draw.
    public init(
        table: TidyTable, channels: TableChannels, title: String = "", width: Width? = nil, height: Double = 60,
        style: HouseStyle = HouseStyle()
    ) throws {
        let observations = try Observations(table, channels)
        let panels = Grouping.unique(observations.all.compactMap(\.panel))
        for (names, most, column) in [
            (observations.series, Self.mostSeries, channels.series), (panels, Self.mostPanels, channels.panel),
        ] where names.count > most {
            throw PlottingError.table("the column \"\(column ?? "")\" has \(names.count) different values, expected at most \(most)")
        }
        let columns = panels.count > 1 ? min(3, panels.count) : 1
        let rows = (max(panels.count, 1) + columns - 1) / columns
        self.init(
            width: width ?? (columns > 1 ? .double : .single), height: height * Double(rows), columns: columns,
            sharing: columns > 1 && !observations.hasNames ? .both : .none, legend: columns > 1 ? .shared : .panels,
            letters: false, series: observations.series, style: style
        ) {
            if panels.isEmpty { observations.plot(title, observations.all) }
            for panel in panels { observations.plot(panel, observations.all.filter { $0.panel == panel }) }
        }
        if observations.areSummaries { note = "Means over rows of the same \(Self.label(channels.x).lowercased()), with their range." }
    }

    /// A column's name as a label: `test-accuracy` and `testAccuracy` become "Test accuracy".
    public static func label(_ column: String) -> String {
        var words = ""
        for character in column {
            if character == "-" || character == "_" {
                words += " "
            } else if character.isUppercase, words.last?.isLowercase == true {
                words += " " + character.lowercased()
            } else {
                words.append(character)
            }
        }
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
