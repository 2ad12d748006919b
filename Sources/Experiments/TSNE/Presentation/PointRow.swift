import Artifact
import Plotting

/// One point of Figure 10.
struct PointRow: Codable {
    var data: String
    var digit: Int
    var x: Float
    var y: Float

    /// At most this many points are drawn; of more, one in so many.
    private static let limit = 10_000

    static func rows(_ run: TSNEStudy.Run) -> [PointRow] {
        let labels = run.outcome.labels
        let step = (labels.count + limit - 1) / limit
        let title = run.title + (step > 1 ? "; one in \(step) shown" : "")
        return stride(from: 0, to: labels.count, by: step).map { point in
            PointRow(
                data: title, digit: labels[point], x: run.outcome.coordinates[2 * point],
                y: run.outcome.coordinates[2 * point + 1])
        }
    }

    /// A panel for each embedding, classes in colours and by their numbers.
    ///
    /// Distances in t-SNE's plane have no unit, so there are no axes; both directions have one scale.
    static func figure(_ rows: [PointRow]) -> Figure {
        let titles = rows.map(\.data).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let digits = Set(rows.map(\.digit)).sorted()
        return Figure(
            width: titles.count > 1 ? .double : .single, height: titles.count > 1 ? 98 : 97, legend: .shared,
            series: digits.map { "\($0)" },
            seriesStyles: NamedStyles.digits
        ) {
            for title in titles {
                let points = rows.filter { $0.data == title }
                let reach = points.reduce(0) { max($0, $1.x.magnitude, $1.y.magnitude) }
                let domain = -1.03 * Double(reach)...1.03 * Double(reach)
                Plot(title, x: .hidden(domain: domain), y: .hidden(domain: domain), aspect: 1, box: true) {
                    Dot(points, x: \.x, y: \.y, series: { "\($0.digit)" }, size: 1.5, opacity: 0.85)
                    Text(
                        digits.compactMap { name($0, among: points, reach) },
                        x: \.x, y: \.y, text: { "\($0.digit)" }, series: { "\($0.digit)" }, size: 10, weight: .bold)
                }
            }
        }
    }

    /// Where the number of a class stands: at its median or, where that is among others, where the class is most by itself.
    private static func name(_ digit: Int, among rows: [PointRow], _ reach: Float) -> PointRow? {
        let own = rows.filter { $0.digit == digit }
        guard let median = median(own) else { return nil }
        return isAmongItsOwn(median, rows) ? median : densest(own, among: rows, reach)
    }

    /// Whether most of the hundredth of all points that are nearest to a median have its class.
    private static func isAmongItsOwn(_ median: PointRow, _ rows: [PointRow]) -> Bool {
        func distance(_ row: PointRow) -> Float { (row.x - median.x) * (row.x - median.x) + (row.y - median.y) * (row.y - median.y) }
        let nearest = rows.sorted { distance($0) < distance($1) }.prefix(max(1, rows.count / 100))
        return 2 * nearest.count { $0.digit == median.digit } > nearest.count
    }

    /// The median of a class's points in one of 16 x 16 cells of the plane: that with the largest share of the class, times its points there.
    private static func densest(_ own: [PointRow], among rows: [PointRow], _ reach: Float) -> PointRow? {
        func cell(_ row: PointRow) -> Int {
            func index(_ value: Float) -> Int { min(15, Int(8 * (value / max(reach, .leastNormalMagnitude) + 1))) }
            return 16 * index(row.y) + index(row.x)
        }
        var all = [Int](repeating: 0, count: 256)
        for row in rows { all[cell(row)] += 1 }
        let best = own.grouped(by: cell).max { a, b in
            func weight(_ group: (key: Int, values: [PointRow])) -> Int { group.values.count * group.values.count * 10_000 / all[group.key] }
            return weight(a) < weight(b)
        }
        return best.flatMap { median($0.values) }
    }

    /// A row at the median of x and of y.
    private static func median(_ rows: [PointRow]) -> PointRow? {
        guard var middle = rows.first else { return nil }
        middle.x = rows.map(\.x).sorted()[rows.count / 2]
        middle.y = rows.map(\.y).sorted()[rows.count / 2]
        return middle
    }
}
