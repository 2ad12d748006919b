import Plotting
import Testing

struct PublishedTests {
    private let steps = Array(0...10)

    private func canvas(_ figure: Figure) throws -> RecordingCanvas {
        let canvas = RecordingCanvas()
        try figure.draw(on: canvas)
        return canvas
    }

    private func figure(_ legend: Figure.LegendPosition = .panels, plots: Int = 1, position: Plot.LegendPosition = .automatic) -> Figure {
        Figure(width: .double, height: 60, legend: legend) {
            for _ in 0..<plots {
                Plot(x: .hidden(), y: .hidden(), legend: position) {
                    Line(x: steps, y: steps, series: "CNN")
                    Line(x: steps, y: steps.map { $0 + 3 }, series: "CNN", style: .published)
                    Dot(x: [5], y: [7], series: "CNN", style: .published)
                }
            }
        }
    }

    @Test func publishedLinesAreFainterThinnerAndBelow() throws {
        let commands = try canvas(figure()).commands.map { $0.drop { $0 == " " } }
        let published = try #require(commands.firstIndex { $0.hasPrefix("stroke #80b4d8 width 0.65") })
        let own = try #require(commands.firstIndex { $0.hasPrefix("stroke #0068b0 width 1 ") })
        let dot = try #require(commands.firstIndex { $0.hasPrefix("dot #80b4d8 diameter 2.08") })
        #expect(published < own && dot < own)
    }

    @Test(arguments: [Figure.LegendPosition.panels, .shared], [1, 3])
    func publishedLayersAreExplainedOnce(legend: Figure.LegendPosition, plots: Int) throws {
        for position in [Plot.LegendPosition.automatic, .inside, .above, .direct] {
            let names = try texts(figure(legend, plots: plots, position: position)).map(\.layout.string)
            #expect(names.count { $0 == "authors" } == 1)
            #expect(names.count { $0 == "CNN" } == (legend == .shared ? 1 : plots))
        }
    }

    @Test func figuresWithoutPublishedLayersSayNothingOfThem() throws {
        let plain = Figure(height: 60) { Plot { Line(x: steps, y: steps, series: "CNN") } }
        #expect(try !texts(plain).contains { $0.layout.string == "authors" })
        #expect(try !texts(figure(.none)).contains { $0.layout.string == "authors" })
    }

    @Test func seriesThatOnlyTheAuthorsHaveAreNamed() throws {
        let figure = Figure(height: 60) {
            Plot {
                Line(x: steps, y: steps, series: "CNN")
                Line(x: steps, y: steps.map { $0 + 3 }, series: "MLP", style: .published)
            }
        }
        #expect(try Set(["CNN", "MLP", "authors"]).isSubset(of: texts(figure).map(\.layout.string)))
    }
}
