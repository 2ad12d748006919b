import Plotting
import Testing

/// Ticks as a reader sees them: the labels that end up in the picture.
struct TickTests {
    @Test func linearTicksAreRound() throws {
        #expect(try labels(.linear(domain: 0...6000)) == ["0", "1000", "2000", "3000", "4000", "5000", "6000"])
        #expect(try labels(.linear(domain: 0...1)) == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"])
        #expect(try labels(.linear(domain: -0.37...0.52)) == ["−0.3", "−0.2", "−0.1", "0", "0.1", "0.2", "0.3", "0.4", "0.5"])
        #expect(try labels(.linear(domain: 0...100), width: 30) == ["0", "50", "100"])
    }

    @Test func stepsOfThreeServeOnlyWhereTheyReachBothEnds() throws {
        #expect(try labels(.linear(domain: 0...6000), width: 30) == ["0", "3000", "6000"])
        #expect(try labels(.linear(domain: 0...7000), width: 30) == ["0", "5000"])
    }

    @Test func largeAndSmallNumbersAreShortened() throws {
        #expect(try labels(.linear(domain: 0...20000), width: 60) == ["0", "4k", "8k", "12k", "16k", "20k"])
        #expect(try labels(.linear(domain: 0...0.0002), width: 40) == ["0", "10^{−4}", "2×10^{−4}"])
        #expect(try labels(.linear(domain: 0...4e9), width: 40) == ["0", "2×10^{9}", "4×10^{9}"])
        #expect(try labels(.linear(domain: 0...2e6, ticks: [0, 5e5, 1e6, 2e6])) == ["0", "0.5M", "1.0M", "2.0M"])
    }

    @Test func formatsAreObeyed() throws {
        #expect(try labels(.linear(domain: 0...20000, ticks: [0, 20000], format: .plain)) == ["0", "20000"])
        #expect(try labels(.linear(domain: 0...1500, ticks: [0, 500, 1500], format: .thousands)) == ["0", "0.5k", "1.5k"])
        #expect(try labels(.linear(domain: 0...200, ticks: [0, 50, 200], format: .powers)) == ["0", "5×10^{1}", "2×10^{2}"])
        #expect(try labels(.linear(domain: 0...1, ticks: [0.05, 0.5])) == ["0.05", "0.50"])
    }

    @Test func ticksOutsideTheDomainAreNotDrawn() throws {
        #expect(try labels(.linear(domain: 0...10, ticks: [-5, 5, 15])) == ["5"])
    }

    @Test func logarithmicTicksAreDecades() throws {
        #expect(try labels(.log(domain: 0.01...100)) == ["0.01", "0.1", "1", "10", "100"])
        #expect(try labels(.log(domain: 50...200_000)) == ["10^{2}", "10^{3}", "10^{4}", "10^{5}"])
        #expect(try labels(.log(domain: 1e-12...1e12), width: 50).count >= 3)
    }

    @Test func shortLogarithmicAxesLabelMultiples() throws {
        #expect(try labels(.log(domain: 800...30_000)) == ["1k", "2k", "5k", "10k", "20k"])
        // Within a decade at about equal distances; never 0.09, 0.1, 0.2.
        #expect(try labels(.log(domain: 0.2...0.9)) == ["0.2", "0.3", "0.5"])
        #expect(try labels(.log(domain: 0.085...0.25)) == ["0.1", "0.15", "0.2"])
        #expect(try labels(.log(domain: 0.03...0.11)) == ["0.03", "0.05", "0.1"])
        #expect(try labels(.log(domain: 2.1...2.9)) == ["2.2", "2.4", "2.6", "2.8"])
        // Across a power of ten: its multiples are a step of 0.1 below and of 1 above.
        #expect(try labels(.log(domain: 0.9...1.4)) == ["0.9", "1", "1.1", "1.2", "1.3", "1.4"])
    }

    @Test func minorTicksFillTheDecades() throws {
        let canvas = RecordingCanvas()
        try Figure(height: 40) { Plot(x: .log(domain: 1...1000), y: .hidden(domain: 0...1)) {} }.draw(on: canvas)
        // The axis line, 4 decades and 3 * 8 multiples between them.
        #expect(canvas.commands.filter { $0.contains("stroke") }.count == 1 + 4 + 24)
    }

    @Test func givenDomainsBeginAtATickWhereThreeCan() throws {
        // Ticks at 40, 60, 80 and 100 would be as many.
        #expect(try labels(.linear(domain: 25...100), width: 50) == ["25", "50", "75", "100"])
        // No round step leads on from 37.
        #expect(try labels(.linear(domain: 37...96), width: 60).first == "40")
    }

    @Test func tightDomainsThatNearlyReachATickReachIt() throws {
        let steps = Line(x: [100, 3000, 5990], y: [0, 0.5, 1])
        #expect(try labels(.linear(), marks: [steps]).first == "0")
        #expect(try labels(.linear(), marks: [steps]).last == "6000")
        #expect(try labels(.linear(), marks: [Line(x: [400, 6000], y: [0, 1])]).first == "1000")
        // An image's edge is the axis' end.
        #expect(try labels(.linear(), marks: [Image([1, 2, 3], columns: 3, x: 0.01...2.99)]).first != "0")
    }

    @Test func domainsFromDataEndAtTicks() throws {
        let line = Line(x: [0, 1], y: [0.13, 0.87])
        let figure = Figure(height: 60) { Plot(x: .hidden(), y: .linear()) { line } }
        #expect(try texts(figure).map(\.layout.string) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    }

    @Test func namesOnNumericAxesAreAnError() {
        let dots = Dot(x: ["a", "b"], y: [1, 2])
        #expect(throws: PlottingError.mixedValues(axis: "the x axis of a plot", name: "a")) {
            try labels(.linear(), marks: [dots])
        }
        #expect(
            "\(PlottingError.mixedValues(axis: "the x axis of a plot", name: "a"))"
                == "the x axis of a plot has the name \"a\" on a numeric scale: use Axis.band for names")
    }

    @Test(arguments: [0 ... .infinity, -1e300...0])
    func domainsBeyondAnyAxisAreAnError(_ domain: ClosedRange<Double>) {
        #expect(throws: PlottingError.domain(axis: "the x axis of a plot", domain)) {
            try labels(.linear(domain: domain), marks: [Dot(x: [1], y: [2])])
        }
    }

    @Test func categoriesKeepTheirOrder() throws {
        let dots = Dot(x: ["b", "a", "c", "a"], y: [1, 2, 3, 4])
        #expect(try labels(.band(), marks: [dots]) == ["b", "a", "c"])
        #expect(try labels(.band(order: ["c", "a", "b"]), marks: [dots]) == ["c", "a", "b"])
    }

    @Test func longCategoriesTurnUpwards() throws {
        let names = (0..<12).map { "category \($0 + 1000) of the study" }
        let dots = Dot(x: names, y: names.map { _ in 1.0 })
        let figure = Figure(height: 60) { Plot(x: .band(), y: .hidden()) { dots } }
        let drawn = try texts(figure)
        #expect(drawn.count == 12)
        #expect(drawn.allSatisfy { $0.direction == .upward })
    }
}
