import Plotting

/// The one place where this library touches the plotting library.
extension Figure: Drawable {
    /// PDF, PNG and SVG. Throws what ``Figure/draw(on:)`` throws.
    public func files(name: String, title: String, subject: String) throws -> [(suffix: String, bytes: [UInt8])] {
        let information = DocumentInformation(title: title, subject: subject)
        return [
            ("pdf", try pdf(information)), ("png", try png()), ("svg", Array(try svg(name: name, information).utf8)),
        ]
    }

    /// This figure with more words below it.
    public func noting(_ words: String) -> Figure {
        var figure = self
        figure.note = figure.note.isEmpty ? words : figure.note + " " + words
        return figure
    }

    /// This figure in one of ``styleNames``.
    public func styled(_ name: String) -> Figure {
        var figure = self
        figure.style = HouseStyle.named(name) ?? style
        return figure
    }
}

/// The styles that figures can be drawn in.
let styleNames = HouseStyle.names

/// The libraries that figures are drawn with.
let drawingLibraries = DrawingLibraries.versions
