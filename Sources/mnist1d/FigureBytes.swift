import Plotting

/// A figure as the bytes of a file.
enum FigureBytes {
    /// The endings of files' names.
    static let endings = [".pdf", ".png", ".svg"]

    /// Says which characters the font lacks.
    ///
    /// - Parameter path: Its ending says which kind of file: `.pdf`, `.png`, otherwise `.svg`.
    static func of(_ figure: Figure, for path: String, title: String) throws -> [UInt8] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let information = DocumentInformation(title: title)
        let bytes =
            switch name.lowercased().split(separator: ".").last {
            case "pdf": try figure.pdf(information)
            case "png": try figure.png()
            default: try Array(figure.svg(name: String(name.dropLast(4)), information).utf8)
            }
        let unknown = Typeface.charactersWithoutShape
        if !unknown.isEmpty {
            let shown =
                unknown.prefix(12).map(String.init).joined(separator: " ") + (unknown.count > 12 ? " and \(unknown.count - 12) more" : "")
            note("\(path): DejaVu Sans has no shapes for \(shown); boxes stand in their place")
        }
        return bytes
    }
}
