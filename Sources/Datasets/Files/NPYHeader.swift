/// The header of a `.npy` file: a Python dictionary with exactly these three entries.
///
///     {'descr': '<f8', 'fortran_order': False, 'shape': (4000, 40), }
struct NPYHeader: Hashable {
    var typeName: String
    var isFortranOrder: Bool
    var shape: [Int]

    /// As many dimensions as NumPy allows.
    private static let dimensionLimit = 64

    /// Reads a header. An error says what was expected at which byte of the header.
    init(
        parsing text: ArraySlice<UInt8>, error: @escaping (Int, String) -> DatasetError
    ) throws(DatasetError) {
        var scanner = Scanner(rest: text, error: error)
        var typeName: String?
        var isFortranOrder: Bool?
        var shape: [Int]?
        try scanner.expect("{")
        while !scanner.take("}") {
            let start = scanner.position
            let key = try scanner.string()
            try scanner.expect(":")
            switch key {
            case "descr" where typeName == nil: typeName = try scanner.string()
            case "fortran_order" where isFortranOrder == nil: isFortranOrder = try scanner.boolean()
            case "shape" where shape == nil: shape = try scanner.tuple(limit: Self.dimensionLimit)
            default:
                throw error(start, "expected one each of descr, fortran_order and shape, found '\(key)'")
            }
            if !scanner.take(",") {
                try scanner.expect("}")
                break
            }
        }
        guard scanner.isAtEnd else { throw error(scanner.position, "expected nothing after the header") }
        guard let typeName, let isFortranOrder, let shape else {
            throw error(text.startIndex, "expected descr, fortran_order and shape in the header")
        }
        self.typeName = typeName
        self.isFortranOrder = isFortranOrder
        self.shape = shape
    }

    init(typeName: String, isFortranOrder: Bool = false, shape: [Int]) {
        self.typeName = typeName
        self.isFortranOrder = isFortranOrder
        self.shape = shape
    }

    /// The header as NumPy writes it.
    var text: String {
        let sizes = shape.map(\.description).joined(separator: ", ")
        let tuple = shape.count == 1 ? "(\(sizes),)" : "(\(sizes))"
        let order = isFortranOrder ? "True" : "False"
        return "{'descr': '\(typeName)', 'fortran_order': \(order), 'shape': \(tuple), }"
    }
}

/// Reads the few Python literals that a header is made of.
private struct Scanner {
    var rest: ArraySlice<UInt8>
    let error: (Int, String) -> DatasetError

    var position: Int { rest.startIndex }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return rest.isEmpty
        }
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    }

    /// Whether `token` comes next; if so, it is passed.
    mutating func take(_ token: String) -> Bool {
        skipSpace()
        guard rest.starts(with: token.utf8) else { return false }
        rest = rest.dropFirst(token.utf8.count)
        return true
    }

    mutating func expect(_ token: String) throws(DatasetError) {
        guard take(token) else { throw error(position, "expected '\(token)' in the header") }
    }

    /// A quoted string without escapes.
    mutating func string() throws(DatasetError) -> String {
        skipSpace()
        guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw error(position, "expected a quoted string in the header")
        }
        let body = rest.dropFirst()
        guard let end = body.firstIndex(of: quote), body[..<end].allSatisfy({ (32..<127).contains($0) })
        else { throw error(position, "expected a quoted string of ASCII letters in the header") }
        rest = body[(end + 1)...]
        return String(decoding: body[..<end], as: UTF8.self)
    }

    mutating func boolean() throws(DatasetError) -> Bool {
        if take("True") { return true }
        if take("False") { return false }
        throw error(position, "expected True or False in the header")
    }

    /// A tuple of numbers that are not negative.
    mutating func tuple(limit: Int) throws(DatasetError) -> [Int] {
        try expect("(")
        var numbers: [Int] = []
        while !take(")") {
            skipSpace()
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let number = Int(String(decoding: digits, as: UTF8.self)), numbers.count < limit else {
                throw error(position, "expected a tuple of at most \(limit) sizes in the header")
            }
            rest = rest[digits.endIndex...]
            numbers.append(number)
            if !take(",") {
                try expect(")")
                break
            }
        }
        return numbers
    }
}
