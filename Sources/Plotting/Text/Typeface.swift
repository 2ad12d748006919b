import CCairo
import Foundation
import Synchronization

/// DejaVu Sans in one weight, loaded by file so that no font configuration can change a picture.
///
/// Outlines and advances come unscaled and unhinted, so a text's size does not depend on resolution.
/// A typeface lives as long as the process: Cairo keeps references that cannot be withdrawn.
public final class Typeface: @unchecked Sendable {
    /// The two weights of the package fonts-dejavu-core.
    public enum Weight: String, Sendable, CaseIterable {
        case regular, bold
        var file: String { self == .regular ? "DejaVuSans.ttf" : "DejaVuSans-Bold.ttf" }
    }

    /// One character's shape, in ems; y grows downwards from the baseline.
    struct Glyph: Sendable {
        let index: UInt32
        let advance: Double
        let outline: Path
        /// Smallest rectangle around the outline; empty for a space.
        let bounds: Rectangle
    }

    /// The environment variable that names another folder to load the fonts from.
    public static let directoryVariable = "PLOTTING_FONT_DIRECTORY"
    /// Those of Debian, Alpine, Fedora and Arch Linux, and on a Mac those where Homebrew and the user put fonts.
    private static let usualDirectories =
        [
            "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu", "/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/TTF",
        ] + macDirectories
    #if canImport(Darwin)
        private static let macDirectories = [NSHomeDirectory() + "/Library/Fonts", "/Library/Fonts", "/opt/homebrew/share/fonts"]
    #else
        private static let macDirectories: [String] = []
    #endif

    let weight: Weight
    let path: String
    private let face: FT_Face
    private let unitsPerEm: Double
    /// FreeType's faces are not safe to use from two threads.
    private let glyphs = Mutex<[UInt32: Glyph]>([:])
    private static let loaded = Mutex<[String: Typeface]>([:])

    private init(weight: Weight, path: String, face: FT_Face) {
        self.weight = weight
        self.path = path
        self.face = face
        unitsPerEm = Double(face.pointee.units_per_EM)
    }

    /// The typeface of a weight; the file is read once in a process.
    ///
    /// Throws `PlottingError.fontMissing` or `.fontUnreadable`.
    public static func load(_ weight: Weight) throws -> Typeface {
        let override = getenv(directoryVariable).map { String(cString: $0) }
        let directories = override.map { [$0] } ?? usualDirectories
        guard let path = directories.map({ $0 + "/" + weight.file }).first(where: { access($0, R_OK) == 0 })
        else { throw PlottingError.fontMissing(file: weight.file, searched: directories) }
        return try loaded.withLock { cache in
            if let typeface = cache[path] { return typeface }
            let typeface = Typeface(weight: weight, path: path, face: try openFace(path))
            cache[path] = typeface
            return typeface
        }
    }

    /// The characters that have been set in this process and that the fonts have no shape for, in order; boxes stand in their place.
    /// Control characters are none.
    public static var charactersWithoutShape: [Unicode.Scalar] {
        let faces = loaded.withLock { Array($0.values) }
        let codes = faces.flatMap { face in face.glyphs.withLock { cache in cache.filter { $0.value.index == 0 }.map(\.key) } }
        return Set(codes).sorted().compactMap { Unicode.Scalar($0) }.filter { $0.properties.generalCategory != .control }
    }

    /// A face of its own for the file, never freed.
    static func openFace(_ path: String) throws -> FT_Face {
        var library: FT_Library?
        var face: FT_Face?
        guard FT_Init_FreeType(&library) == 0, FT_New_Face(library, path, 0, &face) == 0, let face,
            face.pointee.units_per_EM > 0
        else { throw PlottingError.fontUnreadable(path: path) }
        return face
    }

    /// The shape of a character; the font's "missing" box where it has none.
    func glyph(for character: Unicode.Scalar) -> Glyph {
        glyphs.withLock { cache in
            if let glyph = cache[character.value] { return glyph }
            let glyph = loadGlyph(FT_Get_Char_Index(face, FT_ULong(character.value)))
            cache[character.value] = glyph
            return glyph
        }
    }

    /// How much closer (negative) two neighbours stand than their advances say, in ems.
    func kerning(_ left: UInt32, _ right: UInt32) -> Double {
        glyphs.withLock { _ in
            var delta = FT_Vector()
            guard FT_Get_Kerning(face, left, right, FT_KERNING_UNSCALED.rawValue, &delta) == 0 else { return 0 }
            return Double(delta.x) / unitsPerEm
        }
    }

    private func loadGlyph(_ index: UInt32) -> Glyph {
        guard FT_Load_Glyph(face, index, FT_Int32(FT_LOAD_NO_SCALE)) == 0, let slot = face.pointee.glyph else {
            return Glyph(
                index: index, advance: 0, outline: Path(), bounds: Rectangle(left: 0, top: 0, width: 0, height: 0))
        }
        let outline = GlyphOutline.path(of: slot.pointee.outline, unitsPerEm: unitsPerEm)
        var bounds = Rectangle(left: 0, top: 0, width: 0, height: 0)
        let points = outline.flattened().joined()
        if let first = points.first {
            bounds = Rectangle(first, first)
            for point in points { bounds = bounds.union(Rectangle(point, point)) }
        }
        return Glyph(
            index: index, advance: Double(slot.pointee.metrics.horiAdvance) / unitsPerEm, outline: outline,
            bounds: bounds)
    }
}
