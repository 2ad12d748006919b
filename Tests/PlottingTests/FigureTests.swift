import Plotting
import Testing

/// What an art editor would send back: legends that say what no curve shows, marks beyond their panel, words far from what they name.
struct FigureTests {
    @Test func everyEntryOfALegendIsDrawn() throws {
        var entries = 0
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = RandomFigure(seed: seed)
            let figure = random.figure()
            // Where an axis is logarithmic, a series may have values up to 0 alone: it has an entry and no place.
            guard figure.plots.allSatisfy({ $0.x.kind != .log && $0.y.kind != .log }) else { continue }
            let canvas = MarkCanvas()
            guard (try? figure.draw(on: canvas)) != nil else { continue }
            entries += canvas.entries.count
            #expect(canvas.entries.isSubset(of: canvas.drawn), "seed \(seed)")
        }
        #expect(entries > 10)
        // A series without any value, and the authors' without any.
        for legend in [Figure.LegendPosition.panels, .shared] {
            let canvas = MarkCanvas()
            try Figure(height: 60, legend: legend, series: ["empty", "there"]) {
                Plot(x: .hidden(), y: .hidden(), legend: .inside) {
                    Line(x: [0, 1], y: [Double.nan, .nan], series: "empty")
                    Band(x: [0, 1], low: [.nan, 0], high: [1, .nan], series: "empty")
                    Dot(x: [0, 1], y: [Double.nan, .nan], series: "empty", style: .published)
                    Line(x: [0, 1], y: [0, 1], series: "there")
                }
            }.draw(on: canvas)
            #expect(canvas.entries == ["there"] && canvas.texts == ["there"])
        }
    }

    @Test func noMarkLeavesItsPanel() throws {
        var shapes = 0
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = RandomFigure(seed: seed)
            let canvas = MarkCanvas()
            guard (try? random.figure().draw(on: canvas)) != nil else { continue }
            shapes += canvas.shapes
            // The largest symbol is that of slides.
            #expect(canvas.farthest <= 4, "seed \(seed): \(canvas.farthest) points")
        }
        #expect(shapes > 1000)
        // An interval and a line far beyond an axis that is given.
        let canvas = MarkCanvas()
        try Figure(height: 60) {
            Plot(x: .linear(domain: 0...1), y: .linear(domain: 0...1)) {
                Band(x: [0, 1], low: [-5, -5], high: [9, 9], series: "a")
                Line(x: [-3.0, 4], y: [-7.0, 9], series: "a")
                Dot([0.5, 2], x: { $0 }, y: { $0 }, low: { _ in -4 }, high: { _ in 4 })
            }
        }.draw(on: canvas)
        #expect(canvas.shapes > 0 && canvas.farthest <= 2)
    }

    /// Lines in one panel, dots in another: the key has the line alone.
    @Test func keysLookAsInOnePanel() throws {
        func key(_ markers: Bool) throws -> [String] {
            let canvas = RecordingCanvas()
            try Figure(width: .double, height: 60, legend: .shared) {
                Plot(x: .hidden(), y: .hidden()) {
                    Band(x: [0, 1], low: [0, 1], high: [1, 2], series: "a")
                    Line(x: [0, 1], y: [0, 1], series: "a", markers: markers)
                }
                Plot(x: .hidden(), y: .hidden()) { Dot(x: [0, 1], y: [0, 1], series: "a") }
            }.draw(on: canvas)
            let commands = canvas.commands.map { $0.drop { $0 == " " } }
            let start = try #require(commands.firstIndex { $0 == "group legend a" })
            return commands[start...].prefix { !$0.hasPrefix("text") }.dropFirst().map { String($0.prefix { $0 != " " }) }
        }
        #expect(try key(false) == ["fill", "stroke"])
        #expect(try key(true) == ["fill", "stroke", "dot"])
    }

    /// Two series in one category and three in the other: the bands are divided by two and by three.
    @Test func categoriesAreDividedByTheSeriesThatTheyHave() throws {
        let rows = [("x", "a"), ("x", "b"), ("y", "c"), ("y", "d"), ("y", "e")]
        func places(_ published: [(String, String)]) throws -> [Double] {
            let canvas = RecordingCanvas()
            try Figure(width: .millimetres(100), height: 40, series: ["a", "b", "c", "d", "e"]) {
                Plot(x: .band(order: ["x", "y"]), y: .hidden(domain: 0...1), legend: .none) {
                    Dot(published, x: { $0.0 }, y: { _ in 0.5 }, series: { $0.1 }, size: 1, isDodged: true, style: .published)
                    Dot(rows, x: { $0.0 }, y: { _ in 0.5 }, series: { $0.1 }, size: 1, isDodged: true)
                }
            }.draw(on: canvas)
            return canvas.commands.compactMap { line in
                line.contains(" dot ") ? Double(line.split(separator: " ").last!.split(separator: ",")[0]) : nil
            }
        }
        let alone = try places([])
        let (pair, triple) = (alone[1] - alone[0], alone[3] - alone[2])
        #expect(abs(pair / triple - 1.5) < 1e-3 && abs(alone[4] - alone[3] - triple) < 2e-3)
        // The authors' value to the right of ours, by less than half of the slot.
        let beside = try places([("x", "b")])
        let (theirs, ours) = (beside[0], beside[2])
        #expect(abs(theirs - ours - 0.4 * pair) < 2e-3 && abs((theirs + ours) / 2 - alone[1]) < 2e-3)
    }

    @Test func outlinedBandsHaveEdges() throws {
        func strokes(_ outlined: Bool) throws -> [String] {
            let canvas = RecordingCanvas()
            try Figure(height: 40) {
                Plot(x: .hidden(), y: .hidden()) {
                    Band([0.0, 1], x: { $0 }, low: { $0 }, high: { $0 + 1 }, series: { _ in "a" }, outlined: outlined)
                }
            }.draw(on: canvas)
            return canvas.commands.filter { $0.contains("stroke") }
        }
        #expect(try strokes(false).isEmpty && strokes(true).count == 2)
    }

    /// Beside the y axis it would be read as the axis's own.
    @Test(arguments: [true, false])
    func rulesAlongAnAxisAreNotNamed(isCovered: Bool) throws {
        let figure = Figure(height: 60) {
            Plot(x: .log("x", domain: 1...10), y: .linear("y")) {
                Line(x: [2, 9], y: [0, 1])
                Rule(x: 1, label: "n", covered: isCovered)
            }
        }
        #expect(try texts(figure).contains { $0.layout.string == "n" } == isCovered)
    }

    /// A pale band is no reason to put a rule's name at the other end of its line; a curve is.
    @Test(arguments: [true, false])
    func namesOfRulesStayAtTheirEnd(isBand: Bool) throws {
        let canvas = RecordingCanvas()
        try Figure(height: 60) {
            Plot(x: .hidden(domain: 0...1), y: .hidden(domain: 0...1), legend: .none) {
                if isBand {
                    Band(x: [0, 1], low: [0.3, 0.3], high: [1, 1])
                } else {
                    for y in stride(from: 0.3, through: 1, by: 0.02) { Line(x: [0.0, 1], y: [y, y]) }
                }
                Rule(x: 0.5, label: "n", dash: [])
            }
        }.draw(on: canvas)
        let word = try #require(canvas.texts.first { $0.layout.string == "n" }).box
        let height = 60 * 72 / 25.4
        #expect(isBand ? word.bottom < 0.15 * height : word.top > 0.6 * height)
    }
}

/// Notes which series have shapes, which have entries in legends, and how far shapes of marks reach beyond the frame of their panel.
private final class MarkCanvas: Canvas {
    private(set) var entries: Set<String> = []
    private(set) var drawn: Set<String> = []
    private(set) var texts: [String] = []
    private(set) var shapes = 0
    /// Of visible parts, in points.
    private(set) var farthest = 0.0
    private var groups: [CanvasGroup] = []
    private var clips: [Rectangle] = []

    func fill(_ path: Path, _ color: Color) { cover(path, 0) }
    func stroke(_ path: Path, _ stroke: Stroke) { cover(path, stroke.width / 2) }
    func dot(at center: Point, diameter: Double, _ color: Color) { cover(Rectangle(center, center).expanded(by: diameter / 2)) }
    func text(_ text: PlacedText) { texts.append(text.layout.string) }
    func image(_ bitmap: Bitmap, in rectangle: Rectangle) { cover(rectangle) }
    func beginClip(_ rectangle: Rectangle) { clips.append(rectangle) }
    func endClip() { clips.removeLast() }
    func beginGroup(_ group: CanvasGroup) {
        groups.append(group)
        if case .legend(let name) = group { entries.insert(name) }
    }
    func endGroup() { groups.removeLast() }

    private func cover(_ path: Path, _ margin: Double) {
        let points = path.flattened().joined()
        guard let first = points.first else { return }
        cover(points.reduce(Rectangle(first, first)) { $0.union(Rectangle($1, $1)) }.expanded(by: margin))
    }

    private func cover(_ rectangle: Rectangle) {
        var frame: Rectangle?
        var isMark = false
        for group in groups {
            switch group {
            case .panel(_, _, _, let own): frame = own
            case .part("marks"): isMark = true
            // The legend's entry that explains them is one as well.
            case .published: isMark = !groups.contains { if case .part("labels") = $0 { true } else { false } }
            case .series(let name?, _): drawn.insert(name)
            default: break
            }
        }
        guard isMark, let frame else { return }
        shapes += 1
        let (left, right) = (clips.reduce(rectangle.left) { max($0, $1.left) }, clips.reduce(rectangle.right) { min($0, $1.right) })
        let (top, bottom) = (clips.reduce(rectangle.top) { max($0, $1.top) }, clips.reduce(rectangle.bottom) { min($0, $1.bottom) })
        guard left <= right, top <= bottom else { return }
        farthest = max(farthest, frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom)
    }
}
