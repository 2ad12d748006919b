import Plotting
import Testing

struct NamedStylesTests {
    private static let all = NamedStyles.groups.flatMap(\.styles)

    @Test func noNameComesTwice() {
        let names = Self.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 30)
    }

    /// The names of a figure: each group alone, and those companies that are not groups.
    private static let companies: [[String]] =
        NamedStyles.groups.map { $0.styles.map(\.name) } + NamedStyles.companies

    @Test(arguments: companies)
    func namesOfOneFigureAreApart(names: [String]) throws {
        let looks = try names.map { try #require(NamedStyles.style($0)) }
        for (index, first) in looks.enumerated() {
            for (name, second) in zip(names, looks).dropFirst(index + 1) {
                let pair = "\(names[index]) and \(name)"
                #expect(first.color != second.color, "\(pair)")
                for vision in Vision.allCases {
                    #expect(vision.distance(first.color, second.color) >= 0.09, "\(pair), \(vision)")
                }
                let isApartInGrey = Vision.greyDistance(first.color, second.color) >= 0.1
                #expect(isApartInGrey || (first.dash != second.dash && first.symbol != second.symbol), "\(pair) in grey")
            }
        }
    }

    @Test func tenClassesHaveTenColours() throws {
        let colors = try (0..<10).map { try #require(NamedStyles.digits["\($0)"]).color }
        #expect(NamedStyles.digits.count == 10)
        for (digit, first) in colors.enumerated() {
            for other in digit + 1..<10 {
                for vision in Vision.allCases {
                    #expect(vision.distance(first, colors[other]) >= 0.14, "\(digit) and \(other), \(vision)")
                }
            }
        }
        for side in [[4, 7, 9], [3, 5, 8]] {
            for digit in side {
                for other in side where other > digit {
                    #expect(Vision.greyDistance(colors[digit], colors[other]) >= 0.1, "\(digit) and \(other)")
                }
            }
        }
    }

    @Test func everyColourIsLegibleAsText() {
        for (name, style) in Self.all { #expect(style.color.legible.contrastOnWhite >= 4.5, "\(name)") }
    }

    /// The colours of the curves of some series, by name.
    private func colors(_ series: [String], styles: [String: SeriesStyle] = [:]) throws -> [String] {
        let canvas = RecordingCanvas()
        try Figure(height: 60, seriesStyles: styles) {
            Plot(x: .hidden(), y: .hidden(), legend: .none) {
                for (index, name) in series.enumerated() { Line(x: [0, 1], y: [index, index], series: name) }
            }
        }.draw(on: canvas)
        return canvas.commands.compactMap { $0.contains("stroke #") ? String($0.split(separator: "#")[1].prefix(6)) : nil }
    }

    @Test func seriesWithNamesOfTheTableGetItsColours() throws {
        #expect(try colors(["GRU", "CNN"]) == ["56b4e9", "0068b0"])
        #expect(try colors(["CNN"], styles: ["CNN": SeriesStyle(color: Color(0x123456))]) == ["123456"])
    }

    @Test func otherSeriesAvoidTheColoursThatAreTaken() throws {
        // The palette begins with blue, vermilion, green; CNN has the blue, a style of the figure's own the green.
        let green = ["given": SeriesStyle(color: Color(0x00664B))]
        #expect(try colors(["mine", "CNN", "given", "yours"], styles: green) == ["d55e00", "0068b0", "00664b", "cc79a7"])
        #expect(try colors(["mine", "yours"]) == ["0068b0", "d55e00"])
        let canvas = RecordingCanvas()
        try Figure(height: 60) {
            Plot(x: .hidden(), y: .hidden(), legend: .none) {
                for (index, name) in ["CNN", "MLP", "mine"].enumerated() { Line(x: [0, 1], y: [index, index], series: name) }
            }
        }.draw(on: canvas)
        // CNN has the continuous line and MLP the first dash pattern.
        #expect(canvas.commands.last { $0.contains("stroke #") }?.contains("dash 1.2,1.2 ") == true)
        // Ten more beside one that is taken: none of the ten is there twice.
        #expect(Set(try colors((0..<10).map { "series \($0)" } + ["CNN"]).prefix(10)).count == 10)
        // More series than colours: some colours come again.
        #expect(try colors((0..<25).map { "series \($0)" } + ["CNN"]).count == 26)
    }
}
