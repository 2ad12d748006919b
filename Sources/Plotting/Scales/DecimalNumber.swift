/// The number mantissa * 10^exponent, kept in decimal so that its text needs no rounding.
struct DecimalNumber: Hashable, Sendable {
    /// Without trailing zeros, unless it is zero.
    let mantissa: Int
    let exponent: Int

    init(_ mantissa: Int, exponent: Int) {
        var (mantissa, exponent) = (mantissa, exponent)
        if mantissa == 0 { exponent = 0 }
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
        self.mantissa = mantissa
        self.exponent = exponent
    }

    /// The shortest decimal that reads back as `value`, which must be finite.
    init(_ value: Double) {
        // Swift's description is that shortest decimal, as 0.05, 12.0, 1e-05 or 1.5e+20.
        let parts = value.description.split(separator: "e")
        let digits = parts[0].split(separator: ".")
        let fraction = digits.count > 1 ? String(digits[1]) : ""
        let exponent = parts.count > 1 ? Int(parts[1])! : 0
        self.init(Int(String(digits[0]) + fraction) ?? 0, exponent: exponent - fraction.count)
    }

    /// The double nearest to the number, for exponents down to -22 and mantissas below 2^53.
    var value: Double {
        exponent >= 0
            ? Double(mantissa) * Self.powerOfTen(exponent) : Double(mantissa) / Self.powerOfTen(-exponent)
    }

    /// The double nearest to 10^exponent.
    static func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .nan }

    /// Number of decimals that the plain text needs.
    var decimals: Int { max(0, -exponent) }

    /// As 1500, −0.05 or, with at least `decimals` decimals, 2.0.
    func plain(decimals minimum: Int = 0) -> String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "\u{2212}" : ""
        let shown = max(minimum, decimals)
        var text = digits + String(repeating: "0", count: max(exponent, 0))
        if decimals > 0 {
            text = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
            let point = text.index(text.endIndex, offsetBy: -decimals)
            text = text[..<point] + "." + text[point...]
        } else if shown > 0 {
            text += "."
        }
        return sign + text + String(repeating: "0", count: shown - decimals)
    }

    /// As 10^{4} or 2.5×10^{−3}, in the markup of `TextLayout`.
    var scientific: String {
        guard mantissa != 0 else { return "0" }
        let digits = String(mantissa.magnitude)
        let power = exponent + digits.count - 1
        let raised = "10^{\(power < 0 ? "\u{2212}" : "")\(power.magnitude)}"
        let sign = mantissa < 0 ? "\u{2212}" : ""
        if digits == "1" { return sign + raised }
        let head = digits.count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
        return sign + head + "×" + raised
    }

    func scaled(byPowerOfTen power: Int) -> DecimalNumber { DecimalNumber(mantissa, exponent: exponent + power) }
}
