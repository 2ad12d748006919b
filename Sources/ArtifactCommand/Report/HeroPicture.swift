import Artifact
import Foundation

/// The picture at the top of the report: ten signals of Figure 1, each with the template that it was made from, into which the page's
/// script turns it and back.
struct HeroPicture {
    private struct Row: Decodable {
        let kind: String
        let digit: Int
        let position, value: Double
    }
    private let rows: [Row]

    private static let (width, height) = (100.0, 190.0)

    /// - Parameter path: Figure 1's table; nil where there is none, or none of ten digits.
    init?(_ path: String) throws {
        guard let table = try CSV.table(at: path) else { return nil }
        rows = try table.values(source: path)
        guard points("template").count == 10, points("example").count == 10 else { return nil }
    }

    /// For each digit its points, from 0 to 1 downwards, and to the right in parts of the largest value of any.
    private func points(_ kind: String) -> [[(x: Double, y: Double)]] {
        let own = rows.filter { $0.kind == kind }
        let largest = own.map(\.value.magnitude).max() ?? 1
        return own.grouped(by: \.digit).map { _, rows in
            let last = rows.map(\.position).max() ?? 1
            return rows.map { (x: $0.value / largest, y: $0.position / max(last, 1e-9)) }
        }
    }

    var svg: String {
        let pairs = zip(points("template"), points("example"))
        let drawn = pairs.enumerated().map { digit, pair in
            func placed(_ points: [(x: Double, y: Double)], wide: Double) -> String {
                points.map { point in
                    let x = (Double(digit) + 0.5 + 0.42 * wide * point.x) * Self.width
                    return "\(fixed(x, decimals: 1)) \(fixed(5 + point.y * (Self.height - 10), decimals: 1))"
                }.joined(separator: "L")
            }
            return "<path d=\"M\(placed(pair.1, wide: 1))\" data-template=\"\(placed(pair.0, wide: 0.7))\"/>"
        }
        return
            "<svg class=\"hero\" viewBox=\"0 0 1000 190\" role=\"img\" aria-label=\"Ten signals of MNIST-1D, one of each digit, and the "
            + "templates that they were made from\">\(drawn.joined())</svg>"
    }
}
