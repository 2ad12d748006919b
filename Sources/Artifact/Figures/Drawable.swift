/// What ``FigureFolder/draw(_:rows:figure:)`` can write to files.
public protocol Drawable {
    /// The files of the drawing, by suffix, without a trace of time or place in them.
    ///
    /// - Parameters:
    ///   - title: The figure's name, for its metadata.
    ///   - subject: Where it comes from in a sentence, for its metadata.
    ///   - keywords: The same in full, as JSON on one line.
    ///   - svg: Whether an SVG file is wanted too.
    func files(
        title: String, subject: String, keywords: String, svg: Bool
    ) throws -> [(suffix: String, bytes: [UInt8])]

    /// The same drawing with words below it, for what the reader must know.
    func noting(_ words: String) -> Self
}
