/// The signals of a CSV table, one a row, as ``MNIST1DDataset/csv`` writes it and as any program can.
///
/// The first line names the columns. A column `label` holds classes, whole numbers from 0; a column `split` says `train` or
/// `test`; both may be missing. Every other column is a point of the signals, in the order of the file. Lines end with LF, CR LF or
/// CR; a field may stand in quotes, on one line.
public struct SignalTable: Sendable, Hashable {
    /// `L`, the points of a signal.
    public let length: Int
    /// One row after the other.  // (N, L)
    public private(set) var features: [Float] = []
    /// The class of each row; nil without the column.  // (N)
    public private(set) var labels: [Int32]?
    /// Whether a row is to test on; nil without the column.  // (N)
    public private(set) var isTest: [Bool]?
    /// The number of rows, `N`.
    public private(set) var count = 0

    /// What a column holds.
    private enum Role { case point, label, split }

    /// Reads the bytes of a table. `source` names them in errors, which give row (the header is row 1) and column.
    public init(csv bytes: [UInt8], source: String) throws(DatasetError) {
        if !bytes.isEmpty, let advice = FileKind.advice(bytes, path: source) { throw DatasetError("\(source): \(advice)") }
        let lines = Self.lines(bytes)
        guard lines.count > 1 || !lines[0].isEmpty else {
            throw DatasetError("\(source): is empty; expected a line that names the columns")
        }
        if let advice = FileKind.advice(separatorsOf: bytes, path: source) { throw DatasetError("\(source), \(advice)") }
        // NumPy's savetxt begins the line of the names with a number sign.
        let isMarked = lines[0].first == UInt8(ascii: "#")
        let names = Self.fields(isMarked ? lines[0].dropFirst() : lines[0]).map(Self.text)
        guard !isMarked || lines.count < 2 || Self.fields(lines[1]).count == names.count else {
            throw DatasetError(
                "\(source), row 1: expected the names of the columns, such as x0,x1,label, found \(Self.shown(names.joined(separator: ",")))"
            )
        }
        let roles = try Self.roles(of: names, source)
        length = roles.count { $0 == .point }
        guard length > 0 else {
            throw DatasetError("\(source): expected columns with the points of the signals, found \(Self.list(names))")
        }
        if roles.contains(.label) { labels = [] }
        if roles.contains(.split) { isTest = [] }
        for (number, line) in lines.enumerated().dropFirst() {
            let fields = Self.fields(line)
            if fields.count == 1, fields[0].isEmpty { continue }
            guard fields.count == names.count else {
                throw DatasetError(
                    "\(source), row \(number + 1): expected \(names.count) fields as in the first line, found \(fields.count)")
            }
            for (column, field) in fields.enumerated() {
                func wrong(_ expectation: String) -> DatasetError {
                    DatasetError(
                        "\(source), row \(number + 1), \(Self.shown(names[column])): expected \(expectation), found \(Self.shown(Self.text(field)))"
                            + FileKind.decimalAdvice(Self.text(field)))
                }
                switch roles[column] {
                case .point:
                    guard let value = Double(Self.text(field)), Float(value).isFinite else { throw wrong("a finite number") }
                    features.append(Float(value))
                case .label:
                    guard let label = Self.label(Self.text(field)) else {
                        throw wrong("a label, a whole number from 0 to \(Dataset.highestLabel)")
                    }
                    labels!.append(label)
                case .split:
                    switch Self.text(field).lowercased() {
                    case "train": isTest!.append(false)
                    case "test": isTest!.append(true)
                    default: throw wrong("train or test")
                    }
                }
            }
            count += 1
        }
    }

    /// The rows of one part; without a column `split` all are to train on.
    func rows(test: Bool) -> [Int] { (0..<count).filter { (isTest?[$0] ?? false) == test } }

    // MARK: Columns and fields

    private static func roles(of names: [String], _ source: String) throws(DatasetError) -> [Role] {
        // Numbers may be parted by spaces.
        let words = names.flatMap { $0.split(separator: " ") }
        guard words.isEmpty || words.contains(where: { Double($0) == nil }) else {
            throw DatasetError("\(source), row 1: expected the names of the columns, such as x0,x1,label, found numbers")
        }
        var known: Set<String> = []
        for (column, name) in names.enumerated() {
            guard !name.isEmpty else {
                throw DatasetError(
                    "\(source), row 1: column \(column + 1) has no name; row numbers are no points of a signal (pandas: index=False)")
            }
            guard !isOfRowNumbers(name) else {
                throw DatasetError(
                    "\(source), row 1: the column \(shown(name)) has row numbers, which are no points of a signal (pandas: index=False)")
            }
            guard known.insert(name.lowercased()).inserted else {
                throw DatasetError("\(source), row 1: the column \(shown(name)) comes twice")
            }
        }
        return names.map { name in
            switch name.lowercased() {
            case "label": .label
            case "split": .split
            default: .point
            }
        }
    }

    /// Whether a column has a name that programs give to row numbers: pandas to those that it has read or made columns.
    private static func isOfRowNumbers(_ name: String) -> Bool {
        name.hasPrefix("Unnamed: ") || ["index", "id", "rownames", "level_0"].contains(name.lowercased())
    }

    /// Without a byte-order mark.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let text = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count == 1, lines[0].dropLast().contains(UInt8(ascii: "\r")) else { return lines }
        return text.split(separator: UInt8(ascii: "\r"), omittingEmptySubsequences: false)
    }

    private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        let (comma, quote) = (UInt8(ascii: ","), UInt8(ascii: "\""))
        guard line.contains(quote) else { return line.split(separator: comma, omittingEmptySubsequences: false) }
        var fields: [ArraySlice<UInt8>] = []
        var start = line.startIndex
        var isQuoted = false
        for index in line.indices {
            if line[index] == quote { isQuoted.toggle() }
            if line[index] == comma, !isQuoted {
                fields.append(line[start..<index])
                start = index + 1
            }
        }
        return fields + [line[start...]]
    }

    /// A field without spaces and quotes around it.
    private static func text(_ field: ArraySlice<UInt8>) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var field = field.drop(while: isSpace)
        while let last = field.last, isSpace(last) { field.removeLast() }
        let quote = UInt8(ascii: "\"")
        if field.count >= 2, field.first == quote, field.last == quote { field = field.dropFirst().dropLast() }
        return String(decoding: field, as: UTF8.self)
    }

    /// `3`, and `3.0` as programs write it that know floating-point columns only.
    private static func label(_ text: String) -> Int32? {
        guard let number = Double(text), let label = Int32(exactly: number), (0...Dataset.highestLabel).contains(Int(label)) else {
            return nil
        }
        return label
    }

    /// A text of the file as part of a message, which is one line.
    static func shown(_ text: String) -> String {
        let printable = text.unicodeScalars.prefix(40).map { scalar in
            [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory) ? "?" : String(scalar)
        }
        return "\"\(printable.joined())\(text.unicodeScalars.count > 40 ? "…" : "")\""
    }

    static func list(_ names: [String]) -> String {
        let first = names.prefix(8).map(shown).joined(separator: ", ")
        return names.count > 8 ? "\(first) and \(names.count - 8) more" : first
    }
}
