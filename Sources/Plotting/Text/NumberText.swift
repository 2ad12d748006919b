/// Numbers as text, the same on every machine: no C library, no locale.
public enum NumberText {
    /// `value` with exactly `decimals` decimals, rounded half away from zero; no minus before zero.
    ///
    /// The shortest text that reads back as the same number where it has too many digits: not finite, or with its decimals from 2^53 on.
    public static func fixed(_ value: Double, _ decimals: Int) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * Double(scale)).rounded()
        guard scaled.magnitude < 9_007_199_254_740_992 else { return value.description }
        let integer = Int(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        guard decimals > 0 else { return sign + String(integer) }
        let fraction = String(integer % scale)
        return sign + String(integer / scale) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// `value` with at most `digits` significant digits, integers below 10^9 with all of theirs: a value for a reader.
    ///
    /// Empty for what is not finite.
    static func significant(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "" }
        if value == value.rounded(), value.magnitude < 1e9 { return fixed(value, 0) }
        let decimals = digits - 1 - Int(DecimalLogarithm.log10(value.magnitude).rounded(.down))
        return (0...15).contains(decimals) ? compact(value, decimals) : value.description
    }

    /// `value` with at most `decimals` decimals and no trailing zeros: a coordinate in a file.
    static func compact(_ value: Double, _ decimals: Int) -> String {
        var text = fixed(value, decimals)
        guard text.contains("."), !text.contains("e") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
