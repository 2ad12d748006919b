import Plotting
import Testing

struct TextTests {
    /// Advances of DejaVu Sans 2.37, in 2048ths of an em: A 1401, V 1401, kern A V -131, 1 1303.
    @Test func widthsAreTheFontsOwn() throws {
        let fonts = try Fonts()
        func width(_ text: String) -> Double { TextLayout(text, size: 2048, fonts: fonts).width }
        #expect(width("A") == 1401)
        #expect(width("AV") == 1401 + 1401 - 131)
        #expect(width("111") == 3 * 1303)
        #expect(width("") == 0)
    }

    @Test func digitsAreTabular() throws {
        let fonts = try Fonts()
        let widths = (0...9).map { TextLayout(String($0), size: 7, fonts: fonts).width }
        #expect(Set(widths).count == 1)
    }

    @Test func raisedPartsAreSmallAndHigh() throws {
        let fonts = try Fonts()
        let plain = TextLayout("103", size: 7, fonts: fonts)
        let raised = TextLayout("10^{3}", size: 7, fonts: fonts)
        #expect(raised.width < plain.width)
        #expect(raised.ascent > plain.ascent)
        #expect(raised.descent == plain.descent)
        #expect(TextLayout("x_{g}", size: 7, fonts: fonts).descent > plain.descent)
        #expect(TextLayout("a^{b", size: 7, fonts: fonts).width > TextLayout("ab", size: 7, fonts: fonts).width)
    }

    @Test func accentsNeedMoreHeight() throws {
        let fonts = try Fonts()
        #expect(TextLayout("Ê", size: 7, fonts: fonts).ascent > TextLayout("E", size: 7, fonts: fonts).ascent)
    }

    @Test func boxesTurnWithTheText() throws {
        let layout = TextLayout("abc", size: 7, fonts: try Fonts())
        let flat = PlacedText(layout, origin: Point(10, 20), color: .black).box
        let upward = PlacedText(layout, origin: Point(10, 20), direction: .upward, color: .black).box
        #expect(flat.left == 10 && flat.right == 10 + layout.width && flat.bottom == 20 + layout.descent)
        #expect(upward.bottom == 20 && upward.top == 20 - layout.width && upward.right == 10 + layout.descent)
    }

    @Test func numbersHaveFixedDecimals() {
        #expect(NumberText.fixed(1.005, 1) == "1.0")
        #expect(NumberText.fixed(0.25, 1) == "0.3")
        #expect(NumberText.fixed(-0.04, 1) == "0.0")
        #expect(NumberText.fixed(-12.5, 0) == "-13")
        #expect(NumberText.fixed(3, 3) == "3.000")
    }
}
