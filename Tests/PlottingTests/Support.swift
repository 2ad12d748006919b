import Plotting

/// A small generator for made-up figures: xorshift64*, seeded, so that a failure can be repeated.
struct SmallGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// Uniform in [0, 1).
    mutating func uniform() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ probability: Double) -> Bool { uniform() < probability }
    mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

/// The texts that a figure draws, in order of drawing.
func texts(_ figure: Figure) throws -> [PlacedText] {
    let canvas = RecordingCanvas()
    try figure.draw(on: canvas)
    return canvas.texts
}

/// The tick labels of the x axis of a plot that has neither y axis nor any other text.
func labels(_ axis: Axis, width: Double = 89, marks: [any Mark] = []) throws -> [String] {
    let figure = Figure(width: .millimetres(width), height: 40) {
        Plot(x: axis, y: .hidden(domain: 0...1)) { marks }
    }
    return try texts(figure).map(\.layout.string)
}

/// A figure with a bit of everything, always the same.
func sampleFigure() -> Figure {
    let steps = Array(0...20)
    let curve = steps.map { Double($0 * $0) / 4 }
    return Figure(width: .double, height: 60, columns: 3) {
        Plot("Curves", x: .linear("Step"), y: .linear("Loss")) {
            Band(x: steps, low: curve.map { $0 - 5 }, high: curve.map { $0 + 5 }, series: "quadratic")
            Line(x: steps, y: curve, series: "quadratic")
            Line(x: steps, y: steps.map { Double($0) * 3 }, series: "linear", markers: true)
            Rule(y: 50, label: "threshold")
        }
        Plot("Bars", x: .band("Class"), y: .log("Errors (%)")) {
            Bar(
                steps.prefix(4), x: { $0 }, y: { Double($0 + 1) }, low: { Double($0) + 0.5 },
                high: { Double($0) + 1.5 })
        }
        Plot("Cells", x: .linear("Column"), y: .linear("Row", reversed: true), color: .linear("Value"), box: true) {
            Image((0..<30).map(Double.init), columns: 6)
            Text("middle", x: 2.5, y: 2)
        }
    }
}
