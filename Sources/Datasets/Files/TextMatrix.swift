/// A matrix of numbers in text, as NumPy's `savetxt` writes it: a row a line, with commas or spaces between the numbers. Empty lines and
/// lines that begin with a number sign are passed over.
public struct TextMatrix: Hashable, Sendable {
    public let rows: Int
    public let columns: Int
    /// Row by row.  // (rows, columns)
    public let values: [Double]

    /// Whether the first line that says something has numbers alone, and no names of columns.
    public static func isOne(_ bytes: [UInt8]) -> Bool {
        guard let line = SignalTable.lines(bytes).first(where: isRow) else { return false }
        return words(line).allSatisfy { Double(String(decoding: $0, as: UTF8.self)) != nil }
    }

    /// Reads the bytes of a file. `source` names it in errors, which give row (the first line is row 1) and column.
    public init(_ bytes: [UInt8], source: String) throws(DatasetError) {
        var values: [Double] = []
        var (rows, columns) = (0, 0)
        for (number, line) in SignalTable.lines(bytes).enumerated() where Self.isRow(line) {
            let words = Self.words(line)
            if rows == 0 { columns = words.count }
            guard words.count == columns else {
                throw DatasetError("\(source), row \(number + 1): expected \(columns) numbers as in the first row, found \(words.count)")
            }
            for (column, word) in words.enumerated() {
                let text = String(decoding: word, as: UTF8.self)
                guard let value = Double(text) else {
                    throw DatasetError(
                        "\(source), row \(number + 1), column \(column + 1): expected a number, found \(SignalTable.shown(text))"
                            + FileKind.decimalAdvice(text))
                }
                values.append(value)
            }
            rows += 1
        }
        guard rows > 0 else { throw DatasetError("\(source): expected a matrix of numbers, found no row") }
        (self.rows, self.columns, self.values) = (rows, columns, values)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D].contains(byte) }

    private static func isRow(_ line: ArraySlice<UInt8>) -> Bool {
        let first = line.first { !isSpace($0) }
        return first != nil && first != UInt8(ascii: "#")
    }

    /// What stands between commas or, where there are none, between spaces.
    private static func words(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        guard line.contains(UInt8(ascii: ",")) else { return line.split(whereSeparator: isSpace) }
        return line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { word in
            var word = word.drop(while: isSpace)
            while let last = word.last, isSpace(last) { word.removeLast() }
            return word
        }
    }
}
