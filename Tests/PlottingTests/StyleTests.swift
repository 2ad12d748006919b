import Plotting
import Testing

struct StyleTests {
    @Test func stylesHaveNames() {
        #expect(HouseStyle.names == ["print", "column", "slides", "dark"])
        for name in HouseStyle.names { #expect(HouseStyle.named(name) != nil) }
        #expect(HouseStyle.named("Dark") == nil)
    }

    @Test(arguments: HouseStyle.names)
    func everyStyleDrawsWithinItsPage(name: String) throws {
        let figure = sampleFigure().styled(HouseStyle.named(name)!)
        let canvas = RecordingCanvas()
        try figure.draw(on: canvas)
        let page = Rectangle(left: 0, top: 0, width: figure.pageSize.width, height: figure.pageSize.height)
        #expect(page.contains(try #require(canvas.extent)))
        #expect(canvas.texts.allSatisfy { $0.layout.size >= 6 })
    }

    @Test func columnsAreOneColumnWide() throws {
        let (wide, narrow) = (sampleFigure().pageSize, sampleFigure().styled(.column).pageSize)
        #expect(abs(wide.width - 174 * 72 / 25.4) < 1e-9 && abs(narrow.width - 84 * 72 / 25.4) < 1e-9)
        // Three plots in a row become two columns, so two rows.
        #expect(narrow.height == 2 * wide.height)
        let small = Figure(width: .millimetres(60), height: 40) { Plot {} }
        #expect(small.styled(.column).pageSize == small.pageSize)
    }

    @Test func slidesAreLarge() throws {
        let (print, slides) = (sampleFigure(), sampleFigure().styled(.slides))
        #expect(abs(slides.pageSize.width / print.pageSize.width - 1.6) < 1e-9)
        let sizes = try [print, slides].map { try texts($0).map(\.layout.size).min()! }
        #expect(sizes[1] == 2 * sizes[0])
    }

    /// The rule of the table of names on white, on dark pages.
    @Test func darkColoursStayApartAndStandOut() throws {
        let dark = HouseStyle.dark
        for group in NamedStyles.groups {
            var colors: [String] = []
            for (name, _) in group.styles {
                let canvas = RecordingCanvas()
                try Figure(height: 40, style: dark) {
                    Plot(x: .hidden(), y: .hidden(), legend: .none) { Line(x: [0, 1], y: [0, 1], series: name) }
                }.draw(on: canvas)
                let line = try #require(canvas.commands.first { $0.contains("stroke #") })
                colors.append(String(line.split(separator: "#")[1].prefix(6)))
            }
            let shown = colors.map { Color(UInt32($0, radix: 16)!) }
            for (index, first) in shown.enumerated() {
                #expect(first.contrast(with: dark.background) >= 3, "\(group.title) \(first.hex)")
                #expect(first.legible(on: dark.background).contrast(with: dark.background) >= 4.5)
                for second in shown.dropFirst(index + 1) {
                    for vision in Vision.allCases {
                        #expect(vision.distance(first, second) >= 0.09, "\(group.title) \(first.hex) \(second.hex) \(vision)")
                    }
                }
            }
        }
    }
}
