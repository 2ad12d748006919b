import Plotting
import Testing

/// What must hold for every figure, looked for in many made-up ones.
struct LayoutTests {
    /// Overlapping pairs of texts, as words.
    private func overlaps(_ texts: [PlacedText]) -> [String] {
        var found: [String] = []
        for (index, first) in texts.enumerated() {
            for second in texts[(index + 1)...] where first.box.sharedArea(with: second.box) > 0.01 {
                found.append("\"\(first.layout.string)\" and \"\(second.layout.string)\"")
            }
        }
        return found
    }

    @Test func nothingOverlapsOrLeavesThePage() throws {
        var drawn = 0
        let total = 400
        for seed in 1...UInt64(total) {
            var random = RandomFigure(seed: seed)
            let figure = random.figure()
            let canvas = RecordingCanvas()
            do {
                try figure.draw(on: canvas)
            } catch let error as PlottingError {
                // A page too small for its texts is refused rather than drawn badly.
                switch error {
                case .tooSmall, .crowded: continue
                default: throw error
                }
            }
            drawn += 1
            let page = Rectangle(left: 0, top: 0, width: figure.pageSize.width, height: figure.pageSize.height)
            #expect(overlaps(canvas.texts) == [], "seed \(seed)")
            let extent = try #require(canvas.extent)
            #expect(page.contains(extent), "seed \(seed): \(extent)")
            for text in canvas.texts {
                #expect(page.contains(text.box), "seed \(seed): \(text.layout.string)")
                #expect(text.layout.size >= 6, "seed \(seed)")
            }
        }
        // The check above means something only if most figures are drawn.
        #expect(drawn > total * 9 / 10)
    }

    @Test func framesOfARowLineUp() throws {
        let figure = Figure(width: .double, height: 50) {
            Plot("One", x: .linear("x"), y: .linear("y", domain: 0...1)) {}
            Plot(x: .linear("x"), y: .linear("y", domain: 0...100_000)) {}
        }
        let zeros = try texts(figure).filter { $0.layout.string == "0" && $0.box.left > 0 }.map(\.origin.y)
        // Both x axes and both y axes start at 0: two heights for four texts.
        #expect(zeros.count == 4)
        #expect(Set(zeros).count == 2)
    }

    @Test func axisLabelsOfAColumnLineUp() throws {
        let figure = Figure(height: 100, columns: 1) {
            Plot(x: .linear("x"), y: .linear("first", domain: 0...1)) {}
            Plot(x: .linear("x"), y: .linear("second", domain: 0...0.005)) {}
        }
        let labels = try texts(figure).filter { $0.direction == .upward }
        #expect(labels.map(\.layout.string) == ["first", "second"])
        #expect((labels[0].origin.x - labels[1].origin.x).magnitude < 1e-9)
    }

    @Test func sharedAxesAreNumberedOnce() throws {
        func count(_ sharing: Figure.Sharing) throws -> Int {
            let figure = Figure(width: .double, height: 50, sharing: sharing) {
                for high in [1.0, 0.5] { Plot(x: .linear(), y: .linear("Accuracy")) { Line(x: [0, 1], y: [0, high]) } }
            }
            return try texts(figure).filter { $0.layout.string == "Accuracy" }.count
        }
        #expect(try count(.none) == 2)
        #expect(try count(.y) == 1)
    }

    @Test func panelsOfARowOrColumnShareAnAxis() throws {
        func domains(_ sharing: Figure.Sharing) throws -> [String] {
            let figure = Figure(width: .double, height: 90, columns: 2, sharing: sharing) {
                for high in [1.0, 2, 30, 40] {
                    Plot(x: .hidden(), y: .linear()) { Line(x: [0, high], y: [0, high]) }
                }
            }
            return try texts(figure).filter { Double($0.layout.string) != nil && $0.layout.weight == .regular }
                .map(\.layout.string)
        }
        // Numbers stand once in each row: those of 0 to 2, then those of 0 to 40.
        let shared = try domains(.rows)
        #expect(shared.count { $0 == "0" || $0 == "0.0" } == 2 && shared.contains("2.0") && shared.contains("40"))
        #expect(try domains(.none).count { Double($0) == 0 } == 4)
        #expect(try domains(.none).contains("1.0") && !shared.contains("1.0"))
    }

    @Test func sharedLegendsStandInEmptyCells() throws {
        func name(_ count: Int) throws -> Rectangle {
            let figure = Figure(width: .double, height: 100, columns: 3, legend: .shared) {
                for _ in 0..<count { Plot(x: .linear(), y: .linear()) { Line(x: [0, 1], y: [0, 1], series: "some series") } }
            }
            return try #require(texts(figure).first { $0.layout.string == "some series" }).box
        }
        let page = Rectangle(left: 0, top: 0, width: 174 * 72 / 25.4, height: 100 * 72 / 25.4)
        #expect(try name(6).bottom < 20)
        for count in [4, 5] {
            let box = try name(count)
            #expect(box.top > page.height / 2 && box.left > page.width / 3)
        }
    }

    @Test func lettersFollowTheAlphabet() throws {
        let figure = Figure(width: .double, height: 200, columns: 7) {
            for _ in 0..<28 { Plot(x: .hidden(), y: .hidden()) {} }
        }
        let letters = try texts(figure).filter { $0.layout.weight == .bold }.map(\.layout.string)
        #expect(letters.prefix(3) == ["a", "b", "c"] && letters.suffix(3) == ["z", "aa", "ab"])
    }

    @Test func lineNamesKeepTheOrderOfTheLines() throws {
        let figure = Figure(height: 60) {
            Plot(x: .linear(), y: .linear(domain: 0...10)) {
                for (index, end) in [5.0, 5.1, 4.9, 5.05].enumerated() {
                    Line(x: [0, 1], y: [0, end], series: "line \(index)")
                }
            }
        }
        let names = try texts(figure).filter { $0.layout.string.hasPrefix("line") }.sorted { $0.origin.y < $1.origin.y }
        #expect(names.map(\.layout.string) == ["line 1", "line 3", "line 0", "line 2"])
        // They end within a fifth of a point of each other, yet their names stand a line apart.
        for (upper, lower) in zip(names, names.dropFirst()) { #expect(lower.origin.y - upper.origin.y > 7) }
    }

    @Test func legendsKeepClearOfData() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            var generator = SmallGenerator(seed: seed)
            let points = (0..<60).map { _ in (x: generator.uniform(), y: generator.uniform()) }
            let canvas = RecordingCanvas()
            try Figure(height: 60) {
                Plot(x: .hidden(), y: .hidden()) {
                    Dot(points, x: \.x, y: \.y, series: { $0.x < 0.5 ? "left half" : "right half" }, size: 1.5)
                }
            }.draw(on: canvas)
            // The last two dots are the legend's own.
            let dots = canvas.commands.filter { $0.contains(" dot ") }.dropLast(2).map { line in
                line.split(separator: " ").last!.split(separator: ",").map { Double($0)! }
            }
            #expect(dots.count == 60)
            for name in canvas.texts {
                let box = name.box.expanded(by: 0.75)
                #expect(!dots.contains { box.overlaps(Rectangle(left: $0[0], top: $0[1], width: 0.01, height: 0.01)) })
            }
        }
    }

    @Test func legendsWithoutRoomInsideStandAbove() throws {
        let grid = (0..<2500).map { (x: Double($0 % 50), y: Double($0 / 50)) }
        let figure = Figure(height: 60) {
            Plot("Title", x: .linear(), y: .linear()) { Dot(grid, x: \.x, y: \.y, series: { _ in "everywhere" }) }
        }
        let all = try texts(figure)
        let title = try #require(all.first { $0.layout.string == "Title" })
        let name = try #require(all.first { $0.layout.string == "everywhere" })
        let highest = try #require(all.filter { Double($0.layout.string) != nil }.map(\.box.top).min())
        #expect(title.box.bottom <= name.box.top)
        #expect(name.box.bottom <= highest)
    }

    @Test func textsAtOnePointMoveApart() throws {
        let digits = (0..<10).map(String.init)
        let figure = Figure(height: 60) {
            Plot(x: .hidden(domain: 0...1), y: .hidden(domain: 0...1)) {
                Text(digits, x: { _ in 0.5 }, y: { _ in 0.5 }, text: { $0 })
            }
        }
        let drawn = try texts(figure)
        #expect(drawn.count == 10)
        #expect(overlaps(drawn) == [])
    }

    /// At the right end of its line, where it would stand, an error bar is in the way, by however little.
    @Test func wordsDoNotTouchErrorBars() throws {
        for place in stride(from: 0.9, through: 1, by: 0.005) {
            let figure = Figure(height: 60) {
                Plot(x: .hidden(domain: 0...1), y: .hidden(domain: 0...1)) {
                    Dot([place], x: { $0 }, y: { _ in 0.5 }, low: { _ in 0.1 }, high: { _ in 0.9 })
                    Rule(y: 0.4, label: "n")
                }
            }
            let canvas = RecordingCanvas()
            try figure.draw(on: canvas)
            let word = try #require(canvas.texts.first { $0.layout.string == "n" }).box
            let bar = try bars(on: canvas)
            #expect(bar < word.left - 1 || bar > word.right + 1, "\(place): \(bar) beside \(word.left) to \(word.right)")
        }
    }

    /// Where the upright line of the first error bar stands.
    private func bars(on canvas: RecordingCanvas) throws -> Double {
        let number = #/M (-?[0-9.]+),(-?[0-9.]+) L (-?[0-9.]+),(-?[0-9.]+)/#
        let line = try #require(
            canvas.commands.lazy.compactMap { $0.firstMatch(of: number) }.first { $0.1 == $0.3 && $0.2 != $0.4 })
        return try #require(Double(line.1))
    }

    @Test func smallPagesAreRefused() {
        let figure = Figure(width: .millimetres(12), height: 30) { Plot("Tiny", x: .linear("x"), y: .linear("y")) {} }
        #expect(throws: PlottingError.self) { try figure.draw(on: RecordingCanvas()) }
        let crowded = Figure(width: .millimetres(20), height: 20) {
            Plot(x: .hidden(domain: 0...1), y: .hidden(domain: 0...1)) { Rule(y: 0.5, label: "a label longer than the plot") }
        }
        #expect(throws: PlottingError.crowded(label: "a label longer than the plot")) {
            try crowded.draw(on: RecordingCanvas())
        }
    }

    @Test func missingValuesLeaveGaps() throws {
        let canvas = RecordingCanvas()
        try Figure(height: 40) {
            Plot(x: .hidden(), y: .hidden()) { Line(x: [0, 1, 2, 3, 4], y: [0, 1, .nan, 1, 0]) }
        }.draw(on: canvas)
        let line = try #require(canvas.commands.first { $0.contains("stroke") })
        #expect(line.split(separator: " ").filter { $0 == "M" }.count == 2)
    }

    @Test func emptyPlotsAreDrawn() throws {
        let figure = Figure(height: 40) {
            Plot(x: .linear("x"), y: .log("y")) {
                Line(x: [Double](), y: [Double](), series: "none")
                Band(x: [Double](), low: [], high: [])
                Dot(x: [Double.nan], y: [1])
                Text("nowhere", x: Double.nan, y: 1)
            }
        }
        #expect(try texts(figure).map(\.layout.string).contains("y"))
    }

    @Test func titlesStandWhereTheyAreAskedTo() throws {
        func boxes(_ title: String, centered: Bool) throws -> (title: Rectangle, middle: Rectangle) {
            let figure = Figure(width: .millimetres(30), height: 30) {
                Plot(title, x: .linear(domain: 0...1), y: .linear("Height", domain: 0...1), centeredTitle: centered) {
                    Text("middle", x: 0.5, y: 0.5)
                }
            }
            let all = try texts(figure)
            return (
                try #require(all.first { $0.layout.string == title }).box,
                try #require(all.first { $0.layout.string == "middle" }).box
            )
        }
        let left = try boxes("Short", centered: false)
        let center = try boxes("Short", centered: true)
        #expect(center.title.left > left.title.left + 5)
        #expect(abs(center.title.center.x - center.middle.center.x) < 0.01)
        #expect(center.title.top == left.title.top && center.middle == left.middle)
    }
}
