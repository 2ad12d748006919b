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
        var indices: [Key: Int] = [:]
        var curves: [Line.Curve] = []
        for row in rows {
            let key = Key(series: series?(row), color: color?(row))
            let index = indices[key] ?? curves.count
            if index == curves.count {
                indices[key] = index
                curves.append(Line.Curve(series: key.series, color: key.color))
            }
            append(&curves[index], row)
        }
        return curves
    }

    /// Elements by the name of their series, in order of first appearance.
    static func series<Element>(
        _ elements: [Element], name: (Element) -> String?
    ) -> [(name: String?, elements: [Element])] {
        var indices: [String?: Int] = [:]
        var groups: [(name: String?, elements: [Element])] = []
        for element in elements {
            let name = name(element)
            let index = indices[name] ?? groups.count
            if index == groups.count {
                indices[name] = index
                groups.append((name, []))
            }
            groups[index].elements.append(element)
        }
        return groups
    }

    static func unique(_ names: some Sequence<String>) -> [String] {
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }
    }
}
