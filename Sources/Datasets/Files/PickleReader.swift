/// Reads a pickle of Python, protocols 2 to 5, of dictionaries, lists, texts, numbers and NumPy's arrays: a machine with a stack whose
/// operations make values, without any that calls what the file names. Where a file names another function or class than the few below,
/// that is an error.
///
/// Source: the comments on operations in Python's `pickletools`.
struct PickleReader {
    private let bytes: [UInt8]
    private let source: String
    private var offset = 0
    private var stack: [PickleValue] = []
    /// Where the stack was when a mark was set.
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]

    private(set) var tuples: [[PickleValue]] = []
    private(set) var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
    private(set) var types: [PickledType] = []
    private(set) var arrays: [PickledArray] = []

    /// More values than a file with arrays has.
    private static let mostValues = 1_000_000

    init(_ bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
    }

    // MARK: Operations

    /// The value that the pickle holds.
    mutating func value() throws(DatasetError) -> PickleValue {
        for _ in 0..<Self.mostValues {
            let start = offset
            switch try byte() {
            case 0x80:  // PROTO
                let version = try byte()
                guard (2...5).contains(version) else {
                    throw error(
                        start, "expected a pickle of protocol 2 to 5, found \(version); pickle.dump(data, file, protocol=4) writes one")
                }
            case 0x95: _ = try take(8)  // FRAME: its length
            case UInt8(ascii: "."):
                guard offset == bytes.count, stack.count == 1, marks.isEmpty else {
                    throw error(start, "expected the end of a pickle of one value")
                }
                return stack[0]
            case UInt8(ascii: "("): marks.append(stack.count)
            case UInt8(ascii: "0"): _ = try pop()
            case UInt8(ascii: "N"): stack.append(.none)
            case 0x88: stack.append(.boolean(true))
            case 0x89: stack.append(.boolean(false))
            case UInt8(ascii: "K"): stack.append(.integer(try number(1)))
            case UInt8(ascii: "M"): stack.append(.integer(try number(2)))
            case UInt8(ascii: "J"): stack.append(.integer(Int(Int32(truncatingIfNeeded: try number(4)))))
            case 0x8A: stack.append(try longInteger(number(1)))
            case UInt8(ascii: "G"):
                _ = try take(8)
                stack.append(.number)
            case UInt8(ascii: "X"): stack.append(.text(try take(number(4))))
            case 0x8C: stack.append(.text(try take(number(1))))
            case 0x8D: stack.append(.text(try take(number(8))))
            // Texts of Python 2 are bytes.
            case UInt8(ascii: "B"), UInt8(ascii: "T"): stack.append(.bytes(try take(number(4))))
            case UInt8(ascii: "C"), UInt8(ascii: "U"): stack.append(.bytes(try take(number(1))))
            case 0x8E, 0x96: stack.append(.bytes(try take(number(8))))
            case UInt8(ascii: ")"): tuple(of: [])
            case 0x85: try tuple(1)
            case 0x86: try tuple(2)
            case 0x87: try tuple(3)
            case UInt8(ascii: "t"): tuple(of: try popToMark())
            case UInt8(ascii: "]"): stack.append(.list)
            case UInt8(ascii: "}"): stack.append(dictionary())
            case UInt8(ascii: "a"):
                _ = try pop()
                try expectList(start)
            case UInt8(ascii: "e"):
                _ = try popToMark()
                try expectList(start)
            case UInt8(ascii: "s"):
                let value = try pop()
                try set([pop(), value], start)
            case UInt8(ascii: "u"): try set(popToMark(), start)
            case UInt8(ascii: "q"): memo[try number(1)] = try top()
            case UInt8(ascii: "r"): memo[try number(4)] = try top()
            case 0x94: memo[memo.count] = try top()  // MEMOIZE
            case UInt8(ascii: "h"): try recall(number(1), start)
            case UInt8(ascii: "j"): try recall(number(4), start)
            case UInt8(ascii: "c"):
                let module = try line()
                stack.append(try global(module, line(), start))
            case 0x93:
                let (name, module) = try (pop(), pop())
                guard case .text(let name) = name, case .text(let module) = module else {
                    throw error(start, "expected the names of a module and of what is in it")
                }
                stack.append(try global(module, name, start))
            case UInt8(ascii: "R"):
                let arguments = try pop()
                stack.append(try called(pop(), arguments, start))
            case UInt8(ascii: "b"): try build(pop(), start)
            case let operation:
                throw error(
                    start, "expected a pickle of NumPy's arrays in a dictionary, found the operation \(operation); \(Self.advice)")
            }
        }
        throw DatasetError(
            "\(source): expected a pickle of NumPy's arrays, found one of more than \(Self.mostValues) values; \(Self.advice)")
    }

    /// What makes a file that is read of one that is not.
    private static let advice = "numpy.savez(\"d.npz\", x=x, y=y, x_test=x_test, y_test=y_test) writes a file that is read"

    private func error(_ offset: Int, _ expectation: String) -> DatasetError { DatasetError("\(source), byte \(offset): \(expectation)") }

    // MARK: The stack

    private func top() throws(DatasetError) -> PickleValue {
        guard let value = stack.last, stack.count > marks.last ?? 0 else { throw error(offset, "expected a value before this") }
        return value
    }

    private mutating func pop() throws(DatasetError) -> PickleValue {
        let value = try top()
        stack.removeLast()
        return value
    }

    private mutating func popToMark() throws(DatasetError) -> [PickleValue] {
        guard let mark = marks.popLast() else { throw error(offset, "expected a mark before this") }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    private mutating func tuple(_ count: Int) throws(DatasetError) {
        var elements: [PickleValue] = []
        for _ in 0..<count { elements.append(try pop()) }
        tuple(of: elements.reversed())
    }

    private mutating func tuple(of elements: [PickleValue]) {
        stack.append(.tuple(tuples.count))
        tuples.append(elements)
    }

    private mutating func dictionary() -> PickleValue {
        dictionaries.append([])
        return .dictionary(dictionaries.count - 1)
    }

    private func expectList(_ start: Int) throws(DatasetError) {
        guard case .list = try top() else { throw error(start, "expected a list to append to") }
    }

    /// Keys and values in turn.
    private mutating func set(_ values: [PickleValue], _ start: Int) throws(DatasetError) {
        guard case .dictionary(let dictionary) = try top(), values.count % 2 == 0 else {
            throw error(start, "expected a dictionary, and a value for each key")
        }
        for index in stride(from: 0, to: values.count, by: 2) { dictionaries[dictionary].append((values[index], values[index + 1])) }
    }

    private mutating func recall(_ index: Int, _ start: Int) throws(DatasetError) {
        guard let value = memo[index] else { throw error(start, "expected a value that was kept as \(index)") }
        stack.append(value)
    }

    // MARK: What arrays are made by

    private func global(_ module: Range<Int>, _ name: Range<Int>, _ start: Int) throws(DatasetError) -> PickleValue {
        let name = "\(String(decoding: bytes[module], as: UTF8.self)).\(String(decoding: bytes[name], as: UTF8.self))"
        guard let call = PickleCall(name: name) else {
            throw error(start, "expected a pickle of NumPy's arrays in a dictionary, found \(SignalTable.shown(name)); \(Self.advice)")
        }
        return .call(call)
    }

    private mutating func called(
        _ callee: PickleValue, _ arguments: PickleValue, _ start: Int
    ) throws(DatasetError) -> PickleValue {
        guard case .call(let call) = callee, case .tuple(let place) = arguments else {
            throw error(start, "expected what makes an array, and a tuple")
        }
        let arguments = tuples[place]
        switch (call, arguments.count) {
        case (.orderedDictionary, 0): return dictionary()
        case (.scalar, 2): return .number
        case (.reconstruct, 3):
            arrays.append(PickledArray())
            return .array(arrays.count - 1)
        case (.dtype, 1...):
            guard let name = word(arguments[0]) else { break }
            types.append(PickledType(name: name))
            return .type(types.count - 1)
        case (.encode, 2):
            guard case .text(let letters) = arguments[0], word(arguments[1]) == "latin1" else { break }
            return .latin1(letters)
        case (.fromBuffer, 4):
            guard case .type(let type) = arguments[1], let shape = sizes(arguments[2]), let order = word(arguments[3]) else { break }
            arrays.append(PickledArray(shape: shape, type: type, isFortranOrder: order == "F", data: arguments[0]))
            return .array(arrays.count - 1)
        default: break
        }
        throw error(start, "expected the arguments of \(call.rawValue)")
    }

    /// Sets the state of an array or of its type.
    private mutating func build(_ state: PickleValue, _ start: Int) throws(DatasetError) {
        guard case .tuple(let place) = state else { throw error(start, "expected the state of an array") }
        let state = tuples[place]
        switch try top() {
        case .array(let array) where state.count == 5:
            guard let shape = sizes(state[1]), case .type(let type) = state[2], case .boolean(let isFortranOrder) = state[3] else { break }
            arrays[array] = PickledArray(shape: shape, type: type, isFortranOrder: isFortranOrder, data: state[4])
            return
        case .type(let type) where state.count >= 2:
            guard let order = word(state[1]), ["<", ">", "|", "="].contains(order) else { break }
            types[type].isBigEndian = order == ">"
            return
        default: break
        }
        throw error(start, "expected the state of an array or of its type")
    }

    /// A short text in ASCII, which Python 2 has in bytes.
    private func word(_ value: PickleValue) -> String? {
        switch value {
        case .text(let letters), .bytes(let letters):
            letters.count < 64 && bytes[letters].allSatisfy { (0x20..<0x7F).contains($0) }
                ? String(decoding: bytes[letters], as: UTF8.self) : nil
        default: nil
        }
    }

    /// The sizes of an array: whole numbers that are not negative, as many as NumPy allows.
    private func sizes(_ value: PickleValue) -> [Int]? {
        guard case .tuple(let place) = value, tuples[place].count <= 64 else { return nil }
        var sizes: [Int] = []
        for element in tuples[place] {
            guard case .integer(let size) = element, size >= 0 else { return nil }
            sizes.append(size)
        }
        return sizes
    }

    // MARK: Results

    /// The name that a key of a dictionary is; nil of another key.
    func name(_ key: PickleValue) -> String? {
        switch key {
        case .text(let letters), .bytes(let letters): String(decoding: bytes[letters], as: UTF8.self)
        default: nil
        }
    }

    /// The bytes of an array's numbers; 0 where they are none that can be read.
    func byteCount(_ array: PickledArray) -> Int {
        array.type.flatMap { NumberType(numPy: types[$0].name) }?.byteCount(shape: array.shape) ?? 0
    }

    /// An array of the dictionary. `place` is the file and the array, for errors.
    func values(_ array: PickledArray, _ place: String) throws(DatasetError) -> NPYArray {
        guard let type = array.type.map({ types[$0] }) else {
            throw DatasetError("\(place): expected an array, found one without content")
        }
        guard let numberType = NumberType(numPy: (type.isBigEndian ? ">" : "<") + type.name),
            let count = numberType.byteCount(shape: array.shape)
        else {
            throw DatasetError(
                "\(place): expected NumPy's types \(NumberType.numPyNames) and a shape that fits into memory, found "
                    + "\(SignalTable.shown(type.name)) of shape \(array.shape); convert with astype")
        }
        guard let data = content(array.data, limit: count), data.count == count else {
            throw DatasetError("\(place): expected \(count) bytes for the shape \(array.shape), found others")
        }
        if let flaw = numberType.flaw(in: data) { throw DatasetError("\(place): \(flaw.expectation)") }
        return NPYArray(data, numberType, shape: array.shape, isFortranOrder: array.isFortranOrder)
    }

    /// The bytes that a value stands for; nil where it stands for none, or for more than `limit`.
    private func content(_ value: PickleValue, limit: Int) -> ArraySlice<UInt8>? {
        switch value {
        case .bytes(let place): return bytes[place]
        case .latin1(let place):
            guard place.count / 2 <= limit, let text = String(validating: bytes[place], as: UTF8.self) else { return nil }
            var content: [UInt8] = []
            content.reserveCapacity(place.count)
            for scalar in text.unicodeScalars {
                guard scalar.value < 256 else { return nil }
                content.append(UInt8(scalar.value))
            }
            return content[...]
        default: return nil
        }
    }

    // MARK: Bytes

    private mutating func take(_ count: Int) throws(DatasetError) -> Range<Int> {
        guard count <= bytes.count - offset else { throw error(offset, "expected \(count) bytes, the file ends at \(bytes.count)") }
        defer { offset += count }
        return offset..<offset + count
    }

    private mutating func byte() throws(DatasetError) -> UInt8 { bytes[try take(1).lowerBound] }

    /// A number that is not negative, of so many bytes; one beyond all files is the largest that can be counted.
    private mutating func number(_ count: Int) throws(DatasetError) -> Int {
        let number = bytes[try take(count)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(min(number, UInt64(Int.max)))
    }

    /// A number of so many bytes in two's complement.
    private mutating func longInteger(_ count: Int) throws(DatasetError) -> PickleValue {
        let digits = bytes[try take(count)]
        guard count <= 8 else { return .number }
        let filling: UInt64 = (digits.last ?? 0) > 0x7F ? .max : 0
        return .integer(Int(truncatingIfNeeded: digits.reversed().reduce(filling) { $0 << 8 | UInt64($1) }))
    }

    /// The bytes up to a line's end.
    private mutating func line() throws(DatasetError) -> Range<Int> {
        guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
            throw error(offset, "expected the end of a line, the file ends")
        }
        defer { offset = end + 1 }
        return offset..<end
    }
}
