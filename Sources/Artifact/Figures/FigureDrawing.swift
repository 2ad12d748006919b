import Plotting

/// The one place where this library touches the plotting library.
extension Figure: Drawable {
    /// PDF and PNG, and SVG if wanted. Throws what ``Figure/draw(on:)`` throws.
    public func files(
        title: String, subject: String, keywords: String, svg: Bool
    ) throws -> [(suffix: String, bytes: [UInt8])] {
        let information = DocumentInformation(title: title, subject: subject, keywords: keywords)
        var files = [("pdf", try pdf(information)), ("png", try png())]
        if svg { files.append(("svg", Array(try self.svg(name: title, information).utf8))) }
        return files
    }

    /// This figure with more words below it.
    public func noting(_ words: String) -> Figure {
        var figure = self
        figure.note = figure.note.isEmpty ? words : figure.note + " " + words
        return figure
    }
}

/// The libraries that figures are drawn with.
let drawingLibraries = DrawingLibraries.versions
