/// From names of series to their look; one for a whole figure, so that a name looks the same in all panels.
public struct SeriesScale: Sendable {
    /// The names in order: of the figure's `series`, then of first appearance.
    public private(set) var names: [String] = []
    private var styles: [String: SeriesStyle]
    private let house: HouseStyle

    init(names: [String], styles: [String: SeriesStyle], house: HouseStyle) {
        self.styles = styles
        self.house = house
        // Names with a look of their own do not use up a colour of the palette.
        var index = 0
        for name in names where !self.names.contains(name) {
            self.names.append(name)
            if self.styles[name] == nil {
                self.styles[name] = house.series(index)
                index += 1
            }
        }
    }

    /// The look of a series; the house's ink where there is no name.
    public subscript(name: String?) -> SeriesStyle {
        name.flatMap { styles[$0] } ?? SeriesStyle(color: house.palette[0])
    }
}
