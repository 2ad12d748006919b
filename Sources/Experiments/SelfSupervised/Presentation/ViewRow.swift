import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators

/// One point of a training example, or of a random view of it.
struct ViewRow: Codable {
    var digit: Int
    /// From 0, of the examples of its digit that are shown.
    var example: Int
    /// `signal`, `first view`, `second view`.
    var series: String
    var position: Int
    var value: Float

    private static let shown = 3

    /// The first examples of each class with two views each, drawn from streams of the seed of their own.
    static func rows(_ configuration: SelfSupervised.Configuration) throws -> [ViewRow] {
        let data = try configuration.source.dataset()
        let chosen = (0..<data.classCount).flatMap { digit in
            data.train.labels.indices.filter { data.train.labels[$0] == Int32(digit) }.prefix(shown)
        }
        var shifts = NumPyRandomState(seed: configuration.seed)
        var generator = TorchGenerator(seed: UInt64(configuration.seed))
        let views = SignalViews(data.train, configuration.views)
        let length = data.length
        // Views are drawn for 16 examples or more.
        let padded = chosen + Array(repeating: 0, count: max(0, 16 - chosen.count))
        let first = views(of: padded, shifts: &shifts, &generator)
        let second = views(of: padded, shifts: &shifts, &generator)
        return chosen.enumerated().flatMap { index, example in
            let number = chosen[..<index].count { data.train.labels[$0] == data.train.labels[example] }
            func points(_ series: String, _ values: ArraySlice<Float>) -> [ViewRow] {
                values.enumerated().map {
                    ViewRow(digit: Int(data.train.labels[example]), example: number, series: series, position: $0, value: $1)
                }
            }
            let span = index * length..<(index + 1) * length
            return points("signal", data.train.features[example * length..<(example + 1) * length])
                + points("first view", first[span]) + points("second view", second[span])
        }
    }

    /// A column for each class, a row for each of its examples, as the authors' notebook has them the other way round.
    static func figure(_ rows: [ViewRow]) -> Figure {
        let digits = Set(rows.map(\.digit)).sorted()
        return Figure(
            width: .double, height: 80, columns: digits.count, legend: .shared, letters: false,
            series: ["signal", "first view", "second view"]
        ) {
            for example in Set(rows.map(\.example)).sorted() {
                for digit in digits {
                    let own = rows.filter { $0.digit == digit && $0.example == example }
                    Plot(example == 0 ? "\(digit)" : "", x: .hidden(), y: .hidden(), centeredTitle: true) {
                        Line(own, x: \.position, y: \.value, series: \.series, width: 0.7)
                    }
                }
            }
        }
    }
}
