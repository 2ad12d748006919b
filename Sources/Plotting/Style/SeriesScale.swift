/// From names of series to their look; one for a whole figure, so that a name looks the same in all panels.
public struct SeriesScale: Sendable {
    /// The names in order: of the figure's `series`, then of first appearance.
    public let names: [String]
    private let styles: [String: SeriesStyle]
    private let house: HouseStyle

    /// A name's look is the one given in `styles`, else that of ``NamedStyles``, else the house's next colour, dash pattern
    /// and symbol that no other series of the figure has (each begins again when all are taken).
    init(names: [String], styles given: [String: SeriesStyle], house: HouseStyle) {
        self.names = Grouping.unique(names)
        self.house = house
        var styles: [String: SeriesStyle] = [:]
        for name in self.names { styles[name] = given[name] ?? NamedStyles.style(name) }
        let others = self.names.filter { styles[$0] == nil }
        let free = Palette(house, taken: Array(styles.values), needed: others.count)
        for (index, name) in others.enumerated() { styles[name] = free[index] }
        self.styles = styles.mapValues(house.adapted)
    }

    /// The look of a series; the palette's first colour where there is no name.
    public subscript(name: String?) -> SeriesStyle {
        name.flatMap { styles[$0] } ?? house.adapted(SeriesStyle(color: house.palette[0]))
    }
}

/// The looks that a figure's other series leave; all of them where these are too few, so that none comes twice among the new ones.
private struct Palette {
    private let colors: [Color]
    private let dashes: [[Double]]
    private let symbols: [SeriesStyle.Symbol]

    init(_ house: HouseStyle, taken: [SeriesStyle], needed: Int) {
        func free<Part: Hashable>(_ parts: [Part], _ part: (SeriesStyle) -> Part) -> [Part] {
            let rest = parts.filter { !Set(taken.map(part)).contains($0) }
            return rest.count < min(needed, parts.count) ? parts : rest
        }
        colors = free(house.palette, \.color)
        dashes = free(house.dashes, \.dash)
        symbols = free(SeriesStyle.Symbol.allCases, \.symbol)
    }

    subscript(index: Int) -> SeriesStyle {
        SeriesStyle(
            color: colors[index % colors.count], dash: dashes[index % dashes.count], symbol: symbols[index % symbols.count])
    }
}
