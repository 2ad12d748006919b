import Foundation
import Plotting
import Testing

struct MarkTests {
    private struct Row {
        var x: Double
        var value: Double?
        var low: Double?
        var high: Double?
        var count: Int?
    }

    private let rows = [
        Row(x: 0, value: 1, low: 0.5, high: 1.5, count: 1), Row(x: 1, value: nil, low: nil, high: nil, count: nil),
        Row(x: 2, value: 2, low: 1.5, high: nil, count: 2), Row(x: 3, value: 3, low: 2.5, high: 3.5, count: 3),
        Row(x: 4, value: 2, low: 1.5, high: 2.5, count: nil),
    ]

    /// What marks alone draw, without axes, whose colour is #404040.
    private func commands(x: Axis = .hidden(), style: HouseStyle = HouseStyle(), marks: [any Mark]) throws -> [String] {
        let canvas = RecordingCanvas()
        try Figure(height: 50, legend: .none, style: style) { Plot(x: x, y: .hidden()) { marks } }.draw(on: canvas)
        return canvas.commands.map { String($0.drop { $0 == " " }) }.filter {
            ["stro", "fill", "dot "].contains($0.prefix(4)) && !$0.contains("#404040")
        }
    }

    @Test func missingValuesOfLinesAndBandsLeaveGaps() throws {
        func pieces(_ command: String) -> Int { command.split(separator: " ").count { $0 == "M" } }
        let points = [0, 1, nil, 3, nil, 5, 6]
        let line = try commands(marks: [Line(x: points, y: points)])
        #expect(line.map(pieces) == [2, 0])
        #expect(line[1].hasPrefix("dot #0068b0 diameter 1 "))
        #expect(try commands(marks: [Line(x: points, y: points, joinsGaps: true)]).map(pieces) == [1])
        #expect(try commands(marks: [Line(rows, x: \.count, y: \.value)]).map(pieces) == [1, 0])
        // Only rows 3 and 4 have neighbours with both ends.
        let bands = try commands(marks: [Band(rows, x: \.x, low: \.low, high: \.high)])
        #expect(bands.count == 1 && bands[0].split(separator: " ").count { $0 == "L" } == 3)
    }

    @Test func missingValuesOfDotsAndBarsAreNotDrawn() throws {
        let dots = try commands(marks: [Dot(rows, x: \.x, y: \.value, low: \.low, high: \.high)])
        #expect(dots.count { $0.hasPrefix("dot") } == 4)
        // Three intervals with both ends: a line and two caps each.
        #expect(dots.count { $0.hasPrefix("stroke") } == 9)
        let bars = try commands(x: .band(), marks: [Bar(rows, x: \.x, y: \.value, low: \.low, high: \.high)])
        #expect(bars.count { $0.hasPrefix("fill") } == 4)
        #expect(try commands(marks: [Rule(y: Double?.none), Rule(x: Int?.none)]).isEmpty)
        #expect(try commands(marks: [Rule(y: Double?.some(1))]).count == 1)
    }

    @Test func valuesThatAreNotMissingNeedNoOptionals() throws {
        let plain = (0..<4).map { (x: Double($0), low: Double($0) - 1, high: Double($0) + 1) }
        let marks: [any Mark] = [
            Band(plain, x: \.x, low: \.low, high: \.high), Band(plain, x: \.x, low: { max(0, $0.low) }, high: { $0.high + 1 }),
            Line(plain, x: \.x, y: { $0.low / 2 }), Dot(plain, x: \.x, y: \.x, low: \.low, high: { 2 * $0.high }),
        ]
        #expect(try commands(marks: marks).count == 3 + 4 + 12)
    }

    /// The guide's mark is compiled here.
    @Test func theGuideShowsThisMark() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let mark = try String(contentsOf: folder.appending(path: "PlottingGuide.swift"), encoding: .utf8)
        let guide = try String(contentsOf: folder.appending(path: "../../docs/plotting.md"), encoding: .utf8)
        #expect(guide.contains("`Tests/PlottingTests/PlottingGuide.swift`:\n```swift\n\(mark)```\n"))
    }

    @Test func marksOfOtherModulesDodgeAndColourAlike() throws {
        let rows = ["MLP", "CNN"].flatMap { name in ["a", "b"].map { (category: $0, value: 1.0, series: name) } }
        func middle(_ command: String) -> Double {
            let numbers = command.split { " ,".contains($0) }.compactMap { Double($0) }
            let xs =
                command.hasPrefix("dot")
                ? [numbers[1]]
                : command.split(separator: " ").filter { $0.contains(",") }
                    .map { Double($0.split(separator: ",")[0])! }
            return (xs.min()! + xs.max()!) / 2
        }
        let bars = try commands(x: .band(), marks: [Bar(rows, x: \.category, y: \.value, series: { $0.series })])
        let ticks = try commands(x: .band(), marks: [Tick(rows: rows, series: ["CNN", "MLP"])])
        let dots = try commands(x: .band(), marks: [Dot(rows, x: \.category, y: \.value, series: { $0.series }, isDodged: true)])
        #expect(bars.count == 4 && ticks.count == 4 && dots.count == 4)
        for (bar, tick) in zip(bars, ticks) { #expect((middle(bar) - middle(tick)).magnitude > 1) }
        // The order of series is the figure's: here the bars' alone, there the tick marks' alone, together the first's.
        let together = try commands(
            x: .band(), marks: [Bar(rows, x: \.category, y: \.value, series: { $0.series }), Tick(rows: rows, series: ["CNN", "MLP"])])
        for (bar, tick) in zip(together.prefix(4), together.suffix(4)) {
            #expect((middle(bar) - middle(tick)).magnitude < 0.002)
        }
        #expect(ticks[0].contains("#00664b") && ticks[2].contains("#0068b0"))
        // A layer that lacks a series keeps to the slots of the others.
        let sparse = try commands(
            x: .band(),
            marks: [
                Bar(rows, x: \.category, y: \.value, series: { $0.series }),
                Dot(rows.filter { $0.series == "CNN" }, x: \.category, y: \.value, series: { $0.series }, isDodged: true),
            ])
        #expect((middle(sparse[2]) - middle(sparse[4])).magnitude < 0.002)
        #expect((middle(sparse[3]) - middle(sparse[5])).magnitude < 0.002)
    }

    /// A scale of this module.
    private struct HalfScale: Scale {
        var bandwidth: Double { 0 }
        func fraction(of value: Value) -> Double? { if case .number(let x) = value { x / 2 } else { nil } }
        func ticks(for axis: Axis, intervals: [Int]) -> AxisTicks {
            .numbers([AxisTicks.Choice(major: [0, 1, 2], labels: ["none", "half", "all"])])
        }
    }

    @Test func everyScaleHasTicks() {
        let scales: [any Scale] = [HalfScale(), LinearScale(0...10), LogScale(1...1000), BandScale(["a", "b"])]
        for scale in scales {
            switch scale.ticks(for: .linear(), intervals: [4, 3, 2]) {
            case .numbers(let choices): #expect(!choices.isEmpty && choices.allSatisfy { !$0.major.isEmpty })
            case .categories(let names): #expect(names == ["a", "b"])
            }
        }
    }
}
