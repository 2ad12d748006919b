import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct SVGTests {
    private let information = DocumentInformation(title: "A title", subject: "program x; seeds 1 2")

    /// The values of an attribute, in order.
    private func values(_ attribute: String, in text: String) -> [String] {
        text.components(separatedBy: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    private func svg(style: HouseStyle = HouseStyle(), _ marks: [any Mark]) throws -> String {
        try Figure(height: 50, style: style) { Plot(x: .linear("Step"), y: .linear("Accuracy (%)")) { marks } }.svg(name: "f")
    }

    @Test func picturesFillTheirContainerAndHaveNames() throws {
        let text = try sampleFigure().svg(name: "sample", information)
        #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
        #expect(XMLChecker.isWellFormed(text))
        #expect(values("viewBox", in: text) == ["0 0 493.23 170.08"])
        #expect(text.contains(" width=\"100%\" ") && !text.contains("height=\"170"))
        #expect(text.contains(" role=\"img\" aria-labelledby=\"sample-title sample-desc\""))
        #expect(text.contains("<title id=\"sample-title\">A title</title>"))
        #expect(text.contains("<desc id=\"sample-desc\">\(sampleFigure().summary)</desc>"))
        #expect(text.contains("<metadata>program x; seeds 1 2</metadata>"))
    }

    @Test func summariesSayWhatAFigureShows() {
        #expect(
            sampleFigure().summary == """
                Panel a, Curves: Loss against Step; series: quadratic, linear. Panel b, Bars: Errors (%) against Class. \
                Panel c, Cells: Row against Column.
                """)
    }

    @Test func idsBeginWithTheNameAndAreAllThere() throws {
        let text = try sampleFigure().svg(name: "an odd \"name\"", information)
        let ids = values("id", in: text)
        #expect(!ids.isEmpty && Set(ids).count == ids.count && ids.allSatisfy { $0.hasPrefix("an-odd--name--") })
        let references = text.components(separatedBy: "url(#").dropFirst().map { String($0.prefix { $0 != ")" }) }
        #expect(!references.isEmpty && Set(references).isSubset(of: Set(ids)))
        #expect(XMLChecker.isWellFormed(text))
    }

    @Test func wordsAreEscaped() throws {
        let text = try Figure(height: 40) { Plot("a < b & \"c\"") {} }.svg(name: "x")
        #expect(text.contains(">a &lt; b &amp; &quot;c&quot;</text>"))
        #expect(text.contains(" data-title=\"a &lt; b &amp; &quot;c&quot;\""))
        #expect(XMLChecker.isWellFormed(text))
    }

    @Test func textStaysText() throws {
        let text = try svg([Text("10^{3} x_{i} end", x: 1, y: 2), Line(x: [0, 1], y: [0, 3])])
        #expect(text.contains(">10<tspan dy=\"-2.34\" font-size=\"6\">3</tspan><tspan dy=\"2.34\"> x</tspan>"))
        #expect(text.contains("<tspan dy=\"-1.04\"> end</tspan></text>"))
        #expect(text.contains(">Accuracy (%)</text>") && text.contains("transform=\"rotate(-90 "))
    }

    @Test func seriesCarryTheirValues() throws {
        let text = try svg([
            Line(x: [0, 50, 100], y: [12.5, .nan, 66.66666], series: "CNN"),
            Dot([1.0], x: { $0 }, y: { $0 }, series: { _ in "MLP" }, low: { $0 / 3 }, high: { $0 * 2 }),
        ])
        let groups = text.components(separatedBy: "<g class=\"series\" ").dropFirst()
        #expect(groups.count == 2)
        let points = values("data-points", in: text).map { $0.split(separator: ";").map { $0.split(separator: ",") } }
        #expect(points.map(\.count) == [2, 1])
        #expect(points[0].map { $0.suffix(2) } == [["0", "12.5"], ["100", "66.667"]])
        #expect(points[1][0].suffix(4) == ["1", "1", "0.33333", "2"])
        #expect(values("data-series", in: text).filter { $0 == "CNN" }.count == 2, "the line and its name")
        // The positions are those of the line.
        let line = try #require(groups.first?.components(separatedBy: "d=\"m").dropFirst().first)
        let start = line.split { !"0123456789.".contains($0) }.prefix(2).compactMap { Double($0) }
        for (position, coordinate) in zip(points[0][0], start) { #expect(abs(Double(position)! - coordinate) <= 0.051) }
    }

    @Test func panelsSayWhatTheirAxesAre() throws {
        let text = try svg([Line(x: [0, 1], y: [0, 1])])
        let frame = try #require(values("data-frame", in: text).first).split(separator: " ").compactMap { Double($0) }
        #expect(text.contains("<g class=\"panel\" data-x=\"Step\" data-y=\"Accuracy (%)\" data-frame="))
        #expect(frame.count == 4 && frame[2] > 100 && frame[3] > 50)
        #expect(text.contains("<g class=\"x-axis\">") && text.contains("<g class=\"y-axis\">"))
    }

    @Test func valuesOfAxesWithoutLabelsAreLeftOut() throws {
        let text = try Figure(height: 40) { Plot(x: .hidden(), y: .hidden()) { Line(x: [0, 1], y: [0, 1]) } }.svg(name: "f")
        #expect(values("data-points", in: text).isEmpty && text.contains("class=\"series\""))
    }

    @Test func manyPointsCarryNoValues() throws {
        let steps = (0...250).map(Double.init)
        #expect(try values("data-points", in: svg([Line(x: steps, y: steps)])).isEmpty)
        #expect(try values("data-points", in: svg([Line(x: steps.dropLast(), y: steps.dropLast())])).count == 1)
    }

    @Test func publishedLayersAreAGroup() throws {
        let text = try svg([
            Line(x: [0, 1], y: [0, 1], series: "CNN"), Line(x: [0, 1], y: [1, 0], series: "CNN", style: .published),
        ])
        // The layer, and the legend's entry that explains it.
        #expect(text.components(separatedBy: "<g class=\"published\">").count == 3)
        let plain = try svg([Line(x: [0, 1], y: [0, 1], series: "CNN")])
        #expect(!plain.contains("published"))
    }

    @Test func emptyGroupsAreLeftOut() throws {
        let text = try svg([Line(x: [0, 1], y: [0, 1])])
        #expect(!text.contains("\"grid\"") && !text.contains("\"header\"") && text.contains("\"axes\""))
        #expect(!text.contains("></g>") && !text.contains(">\n</g>\n<g class=\"axes\">\n</g>"))
    }

    /// Paths are written in relative steps; read back, they are the absolute positions to a hundredth of a point.
    @Test func pathsKeepTheirPositions() throws {
        var generator = SmallGenerator(seed: 5)
        var positions = (0..<300).map { _ in Point(generator.uniform() * 200 - 20, generator.uniform() * 150) }
        for index in stride(from: 10, to: 300, by: 10) {
            positions[index].x = positions[index - 1].x
            positions[index - 5].y = positions[index - 6].y
        }
        let canvas = SVGCanvas(name: "x", width: 200, height: 200)
        canvas.stroke(Path(through: positions, closed: true), Stroke(.black, width: 1))
        canvas.stroke(Path(through: Array(positions.prefix(4)), closed: true), Stroke(.black, width: 1))
        let text = try canvas.document(title: "t", description: "d")
        let data = try #require(values("d", in: text).last)
        #expect(!data.contains("e") && data.utf8.count < 300 * 14)
        let read = SVGPathReader.points(data)
        let expected = positions + positions.prefix(4)
        #expect(read.count == expected.count)
        // The shape of 300 points in tenths, that of four in hundredths.
        for (index, (a, b)) in zip(read, expected).enumerated() {
            let tolerance = index < 300 ? 0.0501 : 0.00501
            #expect(abs(a.x - b.x) < tolerance && abs(a.y - b.y) < tolerance)
        }
    }

    /// The reader against the standard's own rules, so that it cannot share a mistake of the writer.
    @Test(arguments: [
        ("M 1 2 3 4", [Point(1, 2), Point(3, 4)]), ("m 1 2 3 4", [Point(1, 2), Point(4, 6)]),
        ("M1 2l3 4-1-1", [Point(1, 2), Point(4, 6), Point(3, 5)]),
        ("m1 2h.5v-2zm1 1", [Point(1, 2), Point(1.5, 2), Point(1.5, 0), Point(2, 3)]),
        ("m1.5.5-.25.25", [Point(1.5, 0.5), Point(1.25, 0.75)]),
    ])
    func pathsAreReadByTheStandard(text: String, expected: [Point]) {
        #expect(SVGPathReader.points(text) == expected)
    }

    /// XML has no control characters, and a mark with an accent on it is a mark.
    @Test func anyTextMakesAPictureThatIsXML() throws {
        let name = "a\0b\u{1B}\u{7}\u{FFFF} <\u{301} &\u{301} \"\u{301} ]]>"
        let figure = Figure(height: 40) {
            Plot(name, x: .linear(name), y: .linear("y")) { Line(x: [0, 1], y: [0, 1], series: name) }
        }
        let text = try figure.svg(name: "s", DocumentInformation(title: name, subject: name))
        #expect(XMLParser(data: Data(text.utf8)).parse())
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" } && text.contains("data-series=\"a\u{FFFD}b"))
    }

    /// No picture is written with an image that could not be encoded.
    @Test func imagesThatCannotBeEncodedAreErrors() {
        // Wider than libpng writes.
        let wide = Bitmap(width: 2_000_000, height: 1, rgba: [UInt8](repeating: 255, count: 8_000_000))
        let canvas = SVGCanvas(name: "x", width: 100, height: 100)
        canvas.image(wide, in: Rectangle(left: 0, top: 0, width: 10, height: 10))
        #expect(throws: PlottingError.self) { try canvas.document(title: "t", description: "d") }
    }

    @Test func shapesOfOneLookAreOneElement() throws {
        let canvas = SVGCanvas(name: "x", width: 100, height: 100)
        for x in 0..<50 { canvas.dot(at: Point(Double(x), 5), diameter: 2, Color.black.opacity(0.5)) }
        for x in 0..<50 { canvas.fill(Path(Rectangle(left: Double(x), top: 0, width: 0.5, height: 1)), .black) }
        // Transparent lines that overlap must stay two, to add up.
        for _ in 0..<2 { canvas.stroke(Path(from: Point(0, 0), to: Point(1, 1)), Stroke(Color.black.opacity(0.5), width: 1)) }
        let text = try canvas.document(title: "t", description: "d")
        // The page, the dots, the bars and two lines.
        let paths = text.components(separatedBy: "<path ").count - 1
        #expect(paths == 5)
    }

    @Test func smallestLettersAreMeasured() throws {
        let text = try sampleFigure().svg(name: "s")
        #expect(SVGText.smallestSize(in: text) == 6.5)
        let width = try #require(SVGText.width(of: text))
        #expect(abs(width - 174) < 0.01)
        #expect(abs(try #require(SVGText.smallestSize(in: text, printedWidth: 87)) - 3.25) < 0.001)
        #expect(SVGText.smallestSize(in: "<svg viewBox=\"0 0 10 10\"></svg>") == nil)
        let raised = try Figure(height: 40) { Plot(x: .log(domain: 1e-6...1e6)) {} }.svg(name: "s")
        #expect(SVGText.smallestSize(in: raised) == 6)
    }

    @Test func darkPagesAreDark() throws {
        let text = try svg(style: .dark, [Line(x: [0, 1], y: [0, 1], series: "human")])
        #expect(text.contains("<path class=\"page\"") && text.contains("fill=\"#15171a\"/>") && !text.contains("#333333"))
    }
}

/// The points of a path, by the grammar of SVG 2, section 9.3: upper-case letters are absolute, lower-case ones relative, a first
/// `m` is absolute, and pairs that follow a move are lines of its case.
enum SVGPathReader {
    static func points(_ text: String) -> [Point] {
        var points: [Point] = []
        var (x, y, startX, startY) = (0.0, 0.0, 0.0, 0.0)
        var rest = Substring(text)
        var command: Character = " "
        func number() -> Double {
            rest = rest.drop { $0 == " " || $0 == "," }
            let sign = rest.first == "-" ? rest.removeFirst() : "+"
            var hasPoint = false
            let digits = rest.prefix { character in
                defer { hasPoint = hasPoint || character == "." }
                return character.isNumber || (character == "." && !hasPoint)
            }
            rest = rest.dropFirst(digits.count)
            return (sign == "-" ? -1 : 1) * (Double(digits.hasPrefix(".") ? "0" + digits : digits) ?? .nan)
        }
        while let next = rest.first {
            if next.isLetter { command = rest.removeFirst() }
            let isAbsolute = command.isUppercase || points.isEmpty
            switch command {
            case "z", "Z": (x, y) = (startX, startY)
            case "h", "H": x = number() + (isAbsolute ? 0 : x)
            case "v", "V": y = number() + (isAbsolute ? 0 : y)
            case "m", "M", "l", "L":
                x = number() + (isAbsolute ? 0 : x)
                y = number() + (isAbsolute ? 0 : y)
            default: return points
            }
            if command == "z" || command == "Z" { continue }
            if command == "m" || command == "M" {
                (startX, startY) = (x, y)
                command = command == "m" ? "l" : "L"
            }
            points.append(Point(x, y))
        }
        return points
    }
}
