import Artifact
import Plotting

/// How often each class was taken for each.
struct ConfusionMatrix {
    let classes: Int
    /// Rows are labels, columns predictions.  // (K, K)
    let counts: [Int]

    init(labels: [Int], predictions: [Int], classes: Int) {
        var counts = [Int](repeating: 0, count: classes * classes)
        for (label, prediction) in zip(labels, predictions) { counts[label * classes + prediction] += 1 }
        (self.classes, self.counts) = (classes, counts)
    }

    /// The bytes of a table or a figure, as the path's ending says.
    func bytes(for path: String) throws -> [UInt8] {
        switch path.lowercased().split(separator: ".").last {
        case "csv": Array(CSV.text(table).utf8)
        case "md": Array(printed.markdown.utf8)
        default: try FigureBytes.of(figure, for: path, title: "Confusion matrix")
        }
    }

    private func row(_ label: Int) -> ArraySlice<Int> { counts[label * classes..<(label + 1) * classes] }

    private var table: Table {
        var table = Table(columns: ["label", "prediction", "count"])
        for (index, count) in counts.enumerated() { table.append(["\(index / classes)", "\(index % classes)", "\(count)"]) }
        return table
    }

    /// A row for each class, with the share of it that was found.
    private var printed: PrintedTable {
        var table = PrintedTable(header: ["label"] + (0..<classes).map { "as \($0)" } + ["found (%)"])
        for label in 0..<classes {
            let sum = row(label).reduce(0, +)
            let found = sum == 0 ? "" : fixed(100 * Double(counts[label * classes + label]) / Double(sum), decimals: 1)
            table.append(["\(label)"] + row(label).map { "\($0)" } + [found])
        }
        return table
    }

    private struct Cell { let label: Int, prediction: Int, count: Int, share: Double }

    /// Shades are shares of a class; numbers are counts, where there is room for them.
    private var figure: Figure {
        let cells = counts.enumerated().map { index, count in
            let sum = row(index / classes).reduce(0, +)
            return Cell(
                label: index / classes, prediction: index % classes, count: count, share: sum == 0 ? 0 : 100 * Double(count) / Double(sum))
        }
        let domain = -0.5...(Double(classes) - 0.5)
        let ticks = classes <= 16 ? (0..<classes).map(Double.init) : nil
        return Figure(width: .medium, height: 105) {
            Plot(
                x: .linear("Predicted class", domain: domain, ticks: ticks),
                y: .linear("Class", domain: domain, ticks: ticks, reversed: true),
                color: .linear("Share of the class (%)", domain: 0...100), aspect: 1, box: true
            ) {
                Image(cells.map(\.share), columns: classes)
                if classes <= 12 {
                    Text(cells.filter { $0.count > 0 }, x: \.prediction, y: \.label, text: { "\($0.count)" })
                }
            }
        }
    }
}
