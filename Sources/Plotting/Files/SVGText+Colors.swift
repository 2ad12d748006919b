extension SVGText {
    /// CSS rules that draw pictures of this library in the colours of another style, such as ``HouseStyle/dark``.
    ///
    /// - Parameters:
    ///   - selector: What the pictures are in.
    ///   - svgs: All pictures on the page.
    public static func rules(for style: HouseStyle, in selector: String, of svgs: [String]) -> String {
        ["fill", "stroke"].map { attribute in
            let colors = Set(svgs.flatMap { attributes(in: $0, named: " \(attribute)=\"#") })
            return colors.sorted().compactMap { digits in
                UInt32(digits, radix: 16).map { hex in
                    let color = hex == 0xFFFFFF ? style.background : style.onBackground(Color(hex))
                    return "\(selector) [\(attribute)=\"#\(digits)\"]{\(attribute):\(color.hex)}\n"
                }
            }.joined()
        }.joined()
    }
}
