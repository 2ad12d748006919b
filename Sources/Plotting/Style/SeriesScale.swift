/// From names of series to their look; one for a whole figure, so that a name looks the same in all panels.
public struct SeriesScale: Sendable {
    /// The names in order: of the figure's `series`, then of first appearance.
    public let names: [String]
    private let styles: [String: SeriesStyle]
    private let house: HouseStyle

    /// A name's look is the one given in `styles`, else that of ``NamedStyles``, else the palette's next one whose
    /// colour no other series of the figure has (the palette starts again when all are taken).
    init(names: [String], styles given: [String: SeriesStyle], house: HouseStyle) {
        self.names = Grouping.unique(names)
        self.house = house
        var styles: [String: SeriesStyle] = [:]
        for name in self.names { styles[name] = given[name] ?? NamedStyles.style(name) }
        let taken = Set(styles.values.map(\.color))
        let isFull = house.palette.allSatisfy(taken.contains)
        var index = 0
        for name in self.names where styles[name] == nil {
            while !isFull && taken.contains(house.series(index).color) { index += 1 }
            styles[name] = house.series(index)
            index += 1
        }
        self.styles = styles.mapValues(house.adapted)
    }

    /// The look of a series; the palette's first colour where there is no name.
    public subscript(name: String?) -> SeriesStyle {
        name.flatMap { styles[$0] } ?? house.adapted(SeriesStyle(color: house.palette[0]))
    }
}
