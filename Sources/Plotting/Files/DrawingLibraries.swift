import CCairo
import CPNG

/// The libraries whose versions may change a picture's pixels although the same is drawn.
public enum DrawingLibraries {
    /// As in `cairo 1.16.0, FreeType 2.12.1, libpng 1.6.39`: those in use, not those at build time.
    public static let versions: String = {
        var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
        var library: FT_Library?
        if FT_Init_FreeType(&library) == 0 {
            FT_Library_Version(library, &major, &minor, &patch)
            FT_Done_FreeType(library)
        }
        let png = String(cString: png_get_libpng_ver(nil))
        return "cairo \(String(cString: cairo_version_string())), FreeType \(major).\(minor).\(patch), libpng \(png)"
    }()
}
