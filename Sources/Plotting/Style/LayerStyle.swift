/// Whose values a mark shows.
public enum LayerStyle: Sendable {
    /// This artifact's.
    case own
    /// The authors', as published: the same colours and dashes, but fainter and thinner, and drawn below everything
    /// else. Bars hide what is below them: beside published values, one's own are better dots. The legend explains the
    /// difference once, as ``HouseStyle/publishedName``.
    case published
}

extension HouseStyle {
    /// A colour as a layer shows it.
    func color(_ color: Color, _ layer: LayerStyle) -> Color {
        layer == .own ? color : color.mixed(with: background, publishedFaintness)
    }

    func lineWidth(_ layer: LayerStyle) -> Double { layer == .own ? lineWidth : lineWidth * publishedScale }
    func dotDiameter(_ layer: LayerStyle) -> Double { layer == .own ? dotDiameter : dotDiameter * publishedScale }
}
