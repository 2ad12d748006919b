/// What ``FigureFolder/draw(_:caption:rows:figure:)`` can write to files.
public protocol Drawable {
    /// The files of the drawing, by suffix, without a trace of time or folder in them.
    ///
    /// - Parameters:
    ///   - name: The files' base name.
    ///   - title: What the figure shows, in a sentence.
    ///   - subject: Where it comes from in a sentence, for its metadata.
    func files(name: String, title: String, subject: String) throws -> [(suffix: String, bytes: [UInt8])]

    /// The same drawing with words below it, for what the reader must know.
    func noting(_ words: String) -> Self

    /// The same drawing in the style of a name, one of those that it knows.
    func styled(_ name: String) -> Self
}

extension Drawable {
    /// A drawing that knows no styles stays as it is.
    public func styled(_ name: String) -> Self { self }
}

extension String {
    /// The first sentence of a caption, without the note on where it is in the paper. A sentence may begin with the letter of a panel.
    public var firstSentence: String {
        String(self[..<endOfFirstSentence]).replacing(/\ \(paper, [^)]*\)/, with: "")
    }

    /// The sentences of a caption after the first.
    public var furtherSentences: String { String(self[endOfFirstSentence...].drop { $0 == " " }) }

    private var endOfFirstSentence: Index { firstMatch(of: /[.](?= ([A-Z]|[a-z](,|:| to [a-z]:)))/)?.range.upperBound ?? endIndex }
}
