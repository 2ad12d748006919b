import Foundation

/// Named tensors from a file of `Tests/Fixtures/pytorch`: lines `name,shape,values`, as in
/// `weight,3x5,0.5 -1.25 ...`, the last axis fastest.
struct TensorFixture {
    struct Entry: Equatable {
        var shape: [Int]
        var values: [Float]

        /// Moves the first axis to the end: PyTorch has the batch first, this library last.
        var batchLast: Entry {
            let batch = shape[0]
            let rest = values.count / batch
            return Entry(
                shape: Array(shape.dropFirst()) + [batch],
                values: (0..<values.count).map { values[$0 % batch * rest + $0 / batch] })
        }

        /// Row `index` along the first axis.
        subscript(row index: Int) -> [Float] {
            let count = values.count / shape[0]
            return Array(values[index * count..<(index + 1) * count])
        }
    }

    private let name: String
    private let entries: [String: Entry]

    /// - Parameter name: the file without its ending, as in `layers/linear`.
    init(_ name: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/pytorch/\(name).csv")
        var entries: [String: Entry] = [:]
        for line in try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let shape = fields[1].split(separator: "x").map { Int($0)! }
            let values = fields[2].split(separator: " ").map { Float($0)! }
            precondition(values.count == shape.reduce(1, *), "\(name): \(fields[0])")
            entries[String(fields[0])] = Entry(shape: shape, values: values)
        }
        self.name = name
        self.entries = entries
    }

    /// The entry of that name, which must be there.
    subscript(_ entry: String) -> Entry {
        guard let entry = entries[entry] else { preconditionFailure("no \(entry) in \(name)") }
        return entry
    }

    /// A hyperparameter, where the file gives one.
    func number(_ entry: String) -> Double? {
        entries[entry].map { Double("\($0.values[0])")! }
    }
}
