/// A type of numbers as files hold them, and the elements that they become.
///
/// Types that ``NPYArray/Elements`` has no case for are widened to one that holds all their values: `f2` and `bfloat16` to float32, `i1`,
/// `i2` and `u2` to int32, `u4` and `u8` to int64.
struct NumberType: Hashable {
    enum Kind: Hashable { case float, brainFloat, signed, unsigned, boolean }

    let kind: Kind
    /// Bytes of an element.
    let size: Int
    var isBigEndian = false

    init(_ kind: Kind, _ size: Int) { (self.kind, self.size) = (kind, size) }

    /// The types of NumPy that are read, for errors.
    static let numPyNames = "f2 to f8, i1 to i8, u1 to u8 or b1"

    /// NumPy's name of a type, such as `<f8` or `|u1`; nil where it is none that is read.
    init?(numPy name: String) {
        var rest = Substring(name)
        let order = rest.first.flatMap { "<>|=".contains($0) ? $0 : nil }
        if order != nil { rest.removeFirst() }
        switch rest {
        case "f2", "f4", "f8": kind = .float
        case "i1", "i2", "i4", "i8": kind = .signed
        case "u1", "u2", "u4", "u8": kind = .unsigned
        case "b1": kind = .boolean
        default: return nil
        }
        size = rest.last!.wholeNumberValue!
        guard order != "|" || size == 1 else { return nil }
        isBigEndian = order == ">"
    }

    /// Safetensors' name of a type, such as `F32`; nil where it is none that is read.
    init?(safetensors name: String) {
        switch name {
        case "F16": self.init(.float, 2)
        case "F32": self.init(.float, 4)
        case "F64": self.init(.float, 8)
        case "BF16": self.init(.brainFloat, 2)
        case "I8": self.init(.signed, 1)
        case "I16": self.init(.signed, 2)
        case "I32": self.init(.signed, 4)
        case "I64": self.init(.signed, 8)
        case "U8": self.init(.unsigned, 1)
        case "U16": self.init(.unsigned, 2)
        case "U32": self.init(.unsigned, 4)
        case "U64": self.init(.unsigned, 8)
        case "BOOL": self.init(.boolean, 1)
        default: return nil
        }
    }

    /// The bytes of an array of this shape; nil where they are too many to count. With a size of 0 the others may be as large as they like.
    func byteCount(shape: [Int]) -> Int? {
        guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
        var count = size
        for factor in shape.contains(0) ? [0] : shape {
            let product = count.multipliedReportingOverflow(by: factor)
            if product.overflow { return nil }
            count = product.partialValue
        }
        return count
    }

    /// The first byte of data at which there is no number that can be held, and what was expected there; nil where all can.
    func flaw(in data: ArraySlice<UInt8>) -> (index: Int, expectation: String)? {
        if kind == .boolean, let wrong = data.firstIndex(where: { $0 > 1 }) {
            return (wrong, "expected 0 or 1 for a boolean, found \(data[wrong])")
        }
        if kind == .unsigned, size == 8 {
            let highest = isBigEndian ? 0 : 7
            for start in stride(from: data.startIndex, to: data.endIndex, by: 8) where data[start + highest] > 0x7F {
                return (start, "expected whole numbers of at most \(Int64.max)")
            }
        }
        return nil
    }

    /// The numbers in data without a flaw, as many as are there.
    func elements(_ data: ArraySlice<UInt8>) -> NPYArray.Elements {
        let data = isBigEndian && size > 1 ? Self.swapped(data, size) : data
        func numbers<Number>(_ type: Number.Type = Number.self) -> [Number] {
            let count = data.count / MemoryLayout<Number>.stride
            return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
                data.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
                initialized = count
            }
        }
        return switch (kind, size) {
        case (.float, 8): .float64(numbers())
        case (.float, 4): .float32(numbers())
        case (.float, _): .float32(numbers(UInt16.self).map(Self.half))
        case (.brainFloat, _): .float32(numbers(UInt16.self).map { Float(bitPattern: UInt32($0) << 16) })
        case (.signed, 8), (.unsigned, 8): .int64(numbers())
        case (.signed, 4): .int32(numbers())
        case (.signed, 2): .int32(numbers(Int16.self).map { Int32($0) })
        case (.signed, _): .int32(numbers(Int8.self).map { Int32($0) })
        case (.unsigned, 4): .int64(numbers(UInt32.self).map { Int64($0) })
        case (.unsigned, 2): .int32(numbers(UInt16.self).map { Int32($0) })
        case (.unsigned, _): .uint8(Array(data))
        case (.boolean, _): .bool(data.map { $0 == 1 })
        }
    }

    /// The value of a half-precision number: Swift has no such type on every processor.
    private static func half(_ bits: UInt16) -> Float {
        let (exponent, fraction) = (UInt32(bits >> 10 & 31), UInt32(bits & 0x3FF))
        let magnitude: Float =
            switch exponent {
            case 0: Float(fraction) * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default: Float(bitPattern: (exponent + 112) << 23 | fraction << 13)
            }
        return bits >> 15 == 1 ? -magnitude : magnitude
    }

    private static func swapped(_ data: ArraySlice<UInt8>, _ size: Int) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        result.reserveCapacity(data.count)
        for start in stride(from: data.startIndex, to: data.endIndex, by: size) { result += data[start..<start + size].reversed() }
        return result[...]
    }
}

extension NPYArray {
    /// The array that data in C or in Fortran order hold. Precondition: as many bytes as the shape needs, without a flaw.
    init(_ data: ArraySlice<UInt8>, _ type: NumberType, shape: [Int], isFortranOrder: Bool) {
        let elements = type.elements(data)
        self.init(shape: shape, elements: isFortranOrder ? elements.inCOrder(shape) : elements)
    }
}

extension NPYArray.Elements {
    /// Elements whose first index runs fastest, with the last running fastest instead.
    fileprivate func inCOrder(_ shape: [Int]) -> Self {
        switch self {
        case .float32(let values): .float32(Self.inCOrder(values, shape))
        case .float64(let values): .float64(Self.inCOrder(values, shape))
        case .int32(let values): .int32(Self.inCOrder(values, shape))
        case .int64(let values): .int64(Self.inCOrder(values, shape))
        case .uint8(let values): .uint8(Self.inCOrder(values, shape))
        case .bool(let values): .bool(Self.inCOrder(values, shape))
        }
    }

    private static func inCOrder<Element>(_ values: [Element], _ shape: [Int]) -> [Element] {
        guard shape.count > 1, !values.isEmpty else { return values }
        var strides = [1]
        for size in shape.dropLast() { strides.append(strides.last! * size) }
        var index = [Int](repeating: 0, count: shape.count)
        var offset = 0
        var result: [Element] = []
        result.reserveCapacity(values.count)
        for _ in values.indices {
            result.append(values[offset])
            var dimension = shape.count - 1
            while dimension >= 0 {
                index[dimension] += 1
                offset += strides[dimension]
                if index[dimension] < shape[dimension] { break }
                offset -= index[dimension] * strides[dimension]
                index[dimension] = 0
                dimension -= 1
            }
        }
        return result
    }
}
