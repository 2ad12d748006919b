import Artifact

/// A picture as a page of all figures holds it: the same shapes in fewer bytes.
enum PageSVG {
    /// Without line breaks and stretched letters, without what a file of its own needs and what the page's style says of all pictures and
    /// of most texts, and the places of values in whole points, which is near enough to point at them, each as the way from the one before.
    ///
    /// - Parameters:
    ///   - name: of the picture, with which its identifiers begin.
    ///   - id: what they begin with on the page, where several pictures may have one name.
    static func minified(_ svg: String, named name: String, as id: String) -> String {
        let start = "data-points=\""
        var parts = ["clip-", "title", "desc"].reduce(svg) { $0.replacing("\(name)-\($1)", with: "\(id)-\($1)") }
            .replacing("\n", with: "").replacing(" lengthAdjust=\"spacingAndGlyphs\"", with: "")
            .replacing(" xmlns=\"http://www.w3.org/2000/svg\"", with: "").replacing(styled, with: "")
            .replacing(/<metadata>[^<]*<\/metadata>/, with: "")
            .split(separator: start, omittingEmptySubsequences: false).map(String.init)
        for index in parts.indices.dropFirst() {
            let points = parts[index].prefix { $0 != "\"" }
            parts[index] = differences(points) + parts[index].dropFirst(points.count)
        }
        return withoutUsualAttributes(parts.joined(separator: start))
    }

    /// What `report.css` says of `svg[role=img]`.
    private static let styled =
        " font-family=\"DejaVu Sans,Verdana,sans-serif\" text-rendering=\"geometricPrecision\" stroke-linejoin=\"round\""

    /// Texts are in `report.css` as most of them are.
    private static func withoutUsualAttributes(_ svg: String) -> String {
        let parts = svg.split(separator: "<text ", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts[0])) { text, part in
            let attributes = part.prefix { $0 != ">" }
            let kept = attributes.replacing(" fill=\"#262626\"", with: "").replacing(" font-size=\"6.5\"", with: "")
            text += "<text " + kept + part.dropFirst(attributes.count)
        }
    }

    /// `x,y,value...;...` with x and y in whole points, and of all but the first their differences from the point before.
    private static func differences(_ points: Substring) -> String {
        var before = [0, 0]
        return points.split(separator: ";").map { point in
            point.split(separator: ",", omittingEmptySubsequences: false).enumerated().map { index, word in
                guard index < 2, let place = Double(word).flatMap({ Int(exactly: $0.rounded()) }) else { return String(word) }
                defer { before[index] = place }
                return String(place - before[index])
            }.joined(separator: ",")
        }.joined(separator: ";")
    }
}
