/// What ``FigureFolder/draw(_:caption:rows:figure:)`` can write to files.
public protocol Drawable {
    /// The files of the drawing, by suffix, without a trace of time or folder in them.
    ///
    /// - Parameters:
    ///   - title: The figure's name, for its metadata.
    ///   - subject: Where it comes from in a sentence, for its metadata.
    ///   - keywords: More of the same.
    func files(title: String, subject: String, keywords: String) throws -> [(suffix: String, bytes: [UInt8])]

    /// The same drawing with words below it, for what the reader must know.
    func noting(_ words: String) -> Self
}
