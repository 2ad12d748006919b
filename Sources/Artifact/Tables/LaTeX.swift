/// `text` as LaTeX prints it, outside of mathematics. It is one paragraph: control characters become spaces.
public func latexEscaped(_ text: String) -> String {
    // Scalar by scalar: a backslash with an accent on it is one character, and still a backslash to TeX.
    text.unicodeScalars.map { scalar in
        switch scalar {
        case "&", "%", "$", "#", "_", "{", "}": "\\\(scalar)"
        case "±": "$\\pm$"
        case "×": "$\\times$"
        case "−": "$-$"
        case "≈": "$\\approx$"
        case ">": "$>$"
        case "<": "$<$"
        case "~": "\\textasciitilde{}"
        case "^": "\\textasciicircum{}"
        case "\\": "\\textbackslash{}"
        default: scalar.value < 0x20 || scalar.value == 0x7F ? " " : String(scalar)
        }
    }.joined()
}
