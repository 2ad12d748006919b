extension MNIST1DDataset {
    /// The arrays of the original package: x, y, x_test, y_test and t; numbers are `float64`, labels
    /// `int64`.
    public var archive: NPZArchive {
        let length = configuration.finalLength
        func signals(_ values: [Double]) -> NPYArray {
            NPYArray(shape: [values.count / length, length], elements: .float64(values))
        }
        func labels(_ values: [Int32]) -> NPYArray {
            NPYArray(shape: [values.count], elements: .int64(values.map { Int64($0) }))
        }
        return NPZArchive([
            .init("x", signals(x)), .init("y", labels(y)),
            .init("x_test", signals(xTest)), .init("y_test", labels(yTest)),
            .init("t", NPYArray(shape: [length], elements: .float64(t))),
        ])
    }

    /// A table with one row per example: columns x0, x1, ..., then label, then split (train or test).
    ///
    /// Numbers are as short as they can be and still read back as the same doubles. Training examples
    /// come first; t has no place in it.
    public var csv: String {
        let length = configuration.finalLength
        var text = ""
        for point in 0..<length { text += "x\(point)," }
        text += "label,split\n"
        for (signals, labels, split) in [(x, y, "train"), (xTest, yTest, "test")] {
            for (example, label) in labels.enumerated() {
                for value in signals[example * length..<(example + 1) * length] {
                    text += "\(value),"
                }
                text += "\(label),\(split)\n"
            }
        }
        return text
    }

    /// Writes ``csv`` to a file, whole or not at all.
    public func writeCSV(to path: String) throws(DatasetError) {
        try writeFile(Array(csv.utf8), to: path)
    }
}
