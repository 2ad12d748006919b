/// `value` with exactly `decimals` digits after the point, such as `94.20`; halves are rounded away from zero.
///
/// Rounds the shortest decimal form of the value, so that 0.285 gives 0.29 although the nearest double is a
/// little less. No locale, no minus sign before zero. From 1e15 on, where a diverged run is and a double has no decimals, `3.40e38`.
public func fixed(_ value: Double, decimals: Int) -> String {
    precondition(decimals >= 0, "the number of decimals is negative: \(decimals)")
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    if value.magnitude >= 1e15 {
        let parts = value.description.split(separator: "e")
        let digits = (parts.count > 1 ? parts[0] : parts[0].prefix { $0 != "." }).filter(\.isNumber)
        let exponent = parts.count > 1 ? Int(parts[1])! : digits.count - 1
        let head = digits.prefix(3) + String(repeating: "0", count: max(0, 3 - digits.count))
        return "\(value < 0 ? "-" : "")\(head.prefix(1)).\(head.dropFirst())e\(exponent)"
    }
    // digits * 10^exponent, from "123.45" or "1.2345e-07".
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    var exponent = parts.count > 1 ? Int(parts[1])! : 0
    var digits = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
    if mantissa.count > 1 { exponent -= mantissa[1].utf8.count }

    let excess = -exponent - decimals  // Digits too many.
    if excess > 0 {
        digits = Array(repeating: 0, count: max(0, excess + 1 - digits.count)) + digits
        let roundsUp = digits[digits.count - excess] >= 5
        digits.removeLast(excess)
        if roundsUp {
            var index = digits.count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
        }
    } else {
        digits += Array(repeating: 0, count: -excess)
    }
    digits = Array(repeating: 0, count: max(0, decimals + 1 - digits.count)) + digits
    var text = digits.map { String($0) }.joined()
    if decimals > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals)) }
    // "05.0" can come from "0.5e1"-like forms; one digit stays before the point.
    while text.hasPrefix("0"), text.dropFirst().first?.isNumber == true { text.removeFirst() }
    return value < 0 && digits.contains(where: { $0 != 0 }) ? "-" + text : text
}
