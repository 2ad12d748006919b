/// `text` as LaTeX prints it, outside of mathematics.
public func latexEscaped(_ text: String) -> String {
    text.map { character in
        switch character {
        case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
        case "±": "$\\pm$"
        case "×": "$\\times$"
        case "−": "$-$"
        case "≈": "$\\approx$"
        case ">": "$>$"
        case "<": "$<$"
        case "~": "\\textasciitilde{}"
        case "^": "\\textasciicircum{}"
        case "\\": "\\textbackslash{}"
        default: String(character)
        }
    }.joined()
}
