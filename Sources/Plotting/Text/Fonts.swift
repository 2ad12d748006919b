/// The typefaces a figure is set in.
public struct Fonts: Sendable {
    let regular: Typeface
    let bold: Typeface

    /// Loads both weights; throws `PlottingError.fontMissing` or `.fontUnreadable`.
    public init() throws {
        regular = try Typeface.load(.regular)
        bold = try Typeface.load(.bold)
    }

    subscript(weight: Typeface.Weight) -> Typeface { weight == .regular ? regular : bold }
}
