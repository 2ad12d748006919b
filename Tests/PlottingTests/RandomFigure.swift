import Plotting

/// Figures that nobody would draw, to find layouts that go wrong.
struct RandomFigure {
    private var generator: SmallGenerator

    init(seed: UInt64) { generator = SmallGenerator(seed: seed) }

    mutating func figure() -> Figure {
        let count = 1 + generator.below(6)
        let columns = 1 + generator.below(min(count, 4))
        let rows = (count + columns - 1) / columns
        let names = (0..<7).map { _ in words(1 + generator.below(2)) }
        let plots = (0..<count).map { _ in plot(names) }
        let width: Figure.Width = columns > 2 ? .double : generator.pick([.single, .medium, .double])
        return Figure(
            width: width, height: Double(rows) * (42 + generator.uniform() * 30), columns: columns,
            sharing: sharing(plots), legend: generator.pick([.panels, .panels, .shared, .none]),
            style: HouseStyle.named(generator.pick(["print", "print", "print", "column", "slides", "dark"]))!
        ) { plots }
    }

    /// Axes of one kind can be shared; a mixture cannot.
    private mutating func sharing(_ plots: [Plot]) -> Figure.Sharing {
        let areBandsAlike = Set(plots.map { $0.x.kind == .band }).count == 1
        return generator.pick(areBandsAlike ? [.none, .none, .x, .y, .both, .rows, .columns] : [.none, .y, .rows])
    }

    private mutating func words(_ count: Int) -> String {
        let choices = [
            "loss", "Accuracy", "of", "Training", "examples (%)", "lottery", "ÅÊ", "10^{3}", "gypq", "x_{i}",
            "interpolation", "A",
        ]
        return (0..<count).map { _ in generator.pick(choices) }.joined(separator: " ")
    }

    private mutating func number() -> Double {
        let scale = Double("1e\(generator.below(9) - 4)")!
        return (generator.uniform() * 2 - 0.4) * scale
    }

    private mutating func axis(_ isBand: Bool) -> Axis {
        let label = generator.chance(0.8) ? words(1 + generator.below(4)) : ""
        if isBand { return .band(label) }
        if generator.chance(0.3) { return .log(label, grid: generator.chance(0.2)) }
        if generator.chance(0.1) { return .hidden(label) }
        return .linear(label, reversed: generator.chance(0.2), grid: generator.chance(0.2))
    }

    private mutating func plot(_ names: [String]) -> Plot {
        let isBand = generator.chance(0.25)
        let marks = isBand ? barMarks(names) : curveMarks(names)
        return Plot(
            generator.chance(0.7) ? words(1 + generator.below(5)) : "", x: axis(isBand), y: axis(false),
            color: .linear(words(1)), legend: generator.pick([.automatic, .automatic, .direct, .inside, .above, .none]),
            aspect: generator.chance(0.15) ? 0.5 + generator.uniform() : nil, box: generator.chance(0.2)
        ) { marks }
    }

    private mutating func barMarks(_ names: [String]) -> [any Mark] {
        let series = Array(names.prefix(1 + generator.below(3)))
        let count = 1 + generator.below(10)
        let isLong = generator.chance(0.4)
        var rows: [(x: String, y: Double, series: String)] = []
        for name in series {
            for index in 0..<count { rows.append((isLong ? "long name \(index)" : "\(index)", number(), name)) }
        }
        return [Bar(rows, x: \.x, y: \.y, series: { $0.series }, low: { $0.y * 0.9 }, high: { $0.y * 1.1 })]
    }

    private mutating func curveMarks(_ names: [String]) -> [any Mark] {
        var marks: [any Mark] = []
        let scale = number()
        let count = 2 + generator.below(30)
        let hasColors = generator.chance(0.2)
        for name in names.prefix(1 + generator.below(5)) {
            let x = (0..<count).map { Double($0 + 1) * 10 }
            let y = x.map { _ in generator.chance(0.03) ? .nan : generator.uniform() * scale }
            if hasColors {
                marks.append(Line(x: x, y: y, color: generator.uniform() * 300))
            } else {
                if generator.chance(0.5) {
                    marks.append(Band(x: x, low: y.map { $0 * 0.9 }, high: y.map { $0 * 1.1 }, series: name))
                }
                marks.append(
                    generator.chance(0.7)
                        ? Line(x: x, y: y, series: name, markers: generator.chance(0.3)) as any Mark
                        : Dot(x: x, y: y, series: name))
                if generator.chance(0.3) { marks.append(Line(x: x, y: y, series: name, joinsGaps: true, style: .published)) }
            }
        }
        if generator.chance(0.3) { marks.append(Rule(y: scale * 0.4, label: words(1))) }
        if generator.chance(0.3) { marks.append(Rule(x: Double(count) * 4, label: words(1))) }
        if generator.chance(0.3) {
            for _ in 0..<generator.below(6) {
                marks.append(Text(words(1), x: Double(count) * 5 + generator.uniform(), y: scale * 0.5))
            }
        }
        return marks
    }
}
