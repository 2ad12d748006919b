import Artifact
import Plotting

/// A claim as a line of a forest plot: what its rule allows, the paper's value, and our interval, as an SVG picture.
///
/// Values grow to the right. A rule with two ends fills the middle third, on a logarithmic axis where it names a factor; one with a
/// single end has it in the middle, and the interval gives the scale. An interval that reaches far shrinks both.
struct ForestStrip {
    let claim: ClaimRow

    private static let width = 240.0
    private static let middle = 13.0
    /// A third of the width for the region.
    private static let unit = width / 6
    /// How far from the middle anything is drawn, in units.
    private static let reach = 2.7

    var svg: String {
        let middle = fixed(Self.middle, decimals: 0)
        var text = "<svg viewBox=\"0 0 240 34\" aria-hidden=\"true\">"
        let region = claim.rule.region
        let left = region.lowerBound.isFinite ? x(region.lowerBound) : 0
        let right = region.upperBound.isFinite ? x(region.upperBound) : Self.width
        text += "<rect class=\"region\" x=\"\(number(left))\" y=\"3\" width=\"\(number(right - left))\" height=\"20\"/>"
        text += "<path class=\"base\" d=\"M0 \(middle)H240\"/>"
        if let least { text += "<path class=\"least\" d=\"M\(number(x(least))) 3v20\"/>" }
        for end in [region.lowerBound, region.upperBound] where end.isFinite {
            text += "<text x=\"\(number(x(end)))\" y=\"32\">\(label(end))</text>"
        }
        if let paper { text += "<path class=\"paper\" d=\"M\(number(x(paper))) 3v20\"/>" }
        if let estimate = claim.estimate, let lower = claim.lower, let upper = claim.upper {
            text += "<path class=\"interval\" d=\"M\(number(x(lower))) \(middle)H\(number(x(upper)))\"/>"
            text += "<g transform=\"translate(\(number(x(estimate))) \(middle))\">\(Self.mark(claim.verdict))</g>"
        } else {
            text += "<g transform=\"translate(120 \(middle))\">\(Self.mark(claim.verdict))</g>"
        }
        return text + "</svg>"
    }

    /// The symbol of a verdict around the origin; its class and the row's give it colour.
    static func mark(_ verdict: Verdict) -> String {
        let path =
            switch verdict {
            case .reproduced: "M0-5a5 5 0 1 1-.01 0z"
            case .partly: "M0-6.5L5.5 0 0 6.5-5.5 0z"
            case .notReproduced: "M-5-5L5 5M5-5L-5 5"
            case .inconclusive: "M0-6L6 5H-6z"
            case .notTested: "M-5 0H5"
            }
        return "<path class=\"mark\" d=\"\(path)\"/>"
    }

    /// The paper's value, where it is a number that the rule compares with.
    private var paper: Double? {
        switch claim.rule {
        case .equivalence(let value, _), .size(let value, _): value
        default: Double(claim.paper)
        }
    }

    /// The least difference that counts as one, where the rule names it; an interval that does not reach it contradicts the paper.
    private var least: Double? {
        switch claim.rule {
        case .greater(let bound, let negligible) where negligible > 0: bound + negligible
        case .less(let bound, let negligible) where negligible > 0: bound - negligible
        default: nil
        }
    }

    /// Whether equal ratios take equal lengths.
    private var isLogarithmic: Bool {
        switch claim.rule {
        case .within, .size(_, .factor): claim.rule.region.lowerBound > 0 && (claim.lower ?? 1) > 0
        default: false
        }
    }

    private func position(_ value: Double) -> Double { isLogarithmic ? DecimalLogarithm.log10(max(value, 1e-12)) : value }

    private func x(_ value: Double) -> Double {
        let region = claim.rule.region
        let ends = [claim.lower, claim.upper].compactMap { $0.map(position) }
        let (low, high) = (position(region.lowerBound), position(region.upperBound))
        // All values may be the same; their interval has no width.
        let spread = ends.count == 2 && ends[1] > ends[0] ? (ends[1] - ends[0]) / 2 : 1
        let (center, half): (Double, Double) =
            switch (low.isFinite, high.isFinite) {
            case (true, true): ((low + high) / 2, (high - low) / 2)
            case (true, false): (low, spread)
            case (false, true): (high, spread)
            case (false, false): (0, 1)
            }
        let farthest = ends.map { ($0 - center).magnitude / half }.max() ?? 0
        let scale = farthest > Self.reach ? Self.reach / farthest : 1
        let offset = (position(value) - center) / half * scale
        return Self.width / 2 + Self.unit * min(max(offset, -3), 3)
    }

    private func label(_ value: Double) -> String {
        let text = fixed(value, decimals: max(claim.decimals, 0))
        return text.contains(".") ? String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()) : text
    }

    private func number(_ value: Double) -> String { fixed(value, decimals: 1) }
}
