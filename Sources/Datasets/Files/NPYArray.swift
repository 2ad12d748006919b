/// An array as NumPy's `.npy` format holds it: a shape and elements in C order (last index fastest).
///
/// Elements are `f4`, `f8`, `i4`, `i8`, `u1` or `bool`; what files hold in `f2`, `i1`, `i2`, `u2`, `u4` or `u8`, of either byte order, is
/// widened to one of these when it is read.
public struct NPYArray: Sendable, Hashable {
    /// The elements, in the type in which they are kept.
    public enum Elements: Sendable, Hashable {
        case float32([Float])
        case float64([Double])
        case int32([Int32])
        case int64([Int64])
        case uint8([UInt8])
        case bool([Bool])

        public var count: Int {
            switch self {
            case .float32(let values): values.count
            case .float64(let values): values.count
            case .int32(let values): values.count
            case .int64(let values): values.count
            case .uint8(let values): values.count
            case .bool(let values): values.count
            }
        }

        /// NumPy's name of the type, as in a `.npy` header.
        public var typeName: String {
            switch self {
            case .float32: "<f4"
            case .float64: "<f8"
            case .int32: "<i4"
            case .int64: "<i8"
            case .uint8: "|u1"
            case .bool: "|b1"
            }
        }
    }

    public let shape: [Int]
    public let elements: Elements

    /// Takes as many elements as the product of `shape`; an empty shape has one element.
    public init(shape: [Int], elements: Elements) {
        // With a size of 0 the product of the others may be beyond all numbers.
        let count = shape.contains(0) ? 0 : shape.reduce(1, *)
        precondition(
            shape.allSatisfy { $0 >= 0 } && elements.count == count,
            "\(elements.count) elements do not fill the shape \(shape)")
        self.shape = shape
        self.elements = elements
    }

    /// The elements as floats, if they are of a floating-point type; doubles are rounded.
    public var floats: [Float]? {
        switch elements {
        case .float32(let values): values
        case .float64(let values): values.map { Float($0) }
        default: nil
        }
    }

    /// The elements as doubles, if they are of a floating-point type.
    public var doubles: [Double]? {
        switch elements {
        case .float32(let values): values.map { Double($0) }
        case .float64(let values): values
        default: nil
        }
    }

    /// The elements as doubles, of whatever type they are.
    public var numbers: [Double] { doubles ?? integers!.map { Double($0) } }

    /// The elements as integers, if they are of an integer type or boolean.
    public var integers: [Int]? {
        switch elements {
        case .int32(let values): values.map { Int($0) }
        case .int64(let values): values.map { Int($0) }
        case .uint8(let values): values.map { Int($0) }
        case .bool(let values): values.map { $0 ? 1 : 0 }
        default: nil
        }
    }
}

// MARK: Files

extension NPYArray {
    /// Reads a `.npy` file. An error names the file, the byte and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        try self.init(npy: readFile(path), source: path)
    }

    /// Writes a `.npy` file, whole or not at all.
    public func write(to path: String) throws(DatasetError) {
        try writeFile(npyBytes(), to: path)
    }
}
