/// Sorts rows into the groups that are drawn as one.
enum Grouping {
    private struct Key: Hashable {
        let series: String?
        let color: Double?
    }

    /// One curve for each pair of series and colour number, in order of first appearance.
    static func curves<Row>(
        _ rows: some Sequence<Row>, series: ((Row) -> String)?, color: ((Row) -> Double)?,
        append: (inout Line.Curve, Row) -> Void
    ) -> [Line.Curve] {
        var places: [Key: Int] = [:]
        var curves: [Line.Curve] = []
        for row in rows {
            let key = Key(series: series?(row), color: color?(row))
            let place = places[key] ?? curves.count
            if place == curves.count {
                places[key] = place
                curves.append(Line.Curve(series: key.series, color: key.color))
            }
            append(&curves[place], row)
        }
        return curves
    }

    /// Elements by the name of their series, in order of first appearance.
    static func series<Element>(
        _ elements: [Element], name: (Element) -> String?
    ) -> [(name: String?, elements: [Element])] {
        var places: [String?: Int] = [:]
        var groups: [(name: String?, elements: [Element])] = []
        for element in elements {
            let name = name(element)
            let place = places[name] ?? groups.count
            if place == groups.count {
                places[name] = place
                groups.append((name, []))
            }
            groups[place].elements.append(element)
        }
        return groups
    }

    static func unique(_ names: some Sequence<String>) -> [String] {
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }
    }
}
