import Kernels

/// Memory for the values of one tensor: rows of whole vectors, aligned to 64 bytes.
public final class TensorBuffer {
    /// The shape of the values.
    public let shape: Shape
    let pointer: UnsafeMutablePointer<Float>

    /// Zeros.
    public init(_ shape: Shape) {
        self.shape = shape
        // One vector more, for loads that begin inside the last row.
        pointer = allocateFloats(shape.storage + laneCount)
    }

    /// Given values, in order, the last axis fastest.
    public convenience init(_ shape: Shape, _ values: [Float]) {
        self.init(shape)
        self.values = values
    }

    deinit { pointer.deallocate() }

    /// All values, in order, the last axis fastest. Setting takes exactly `shape.count` values.
    public var values: [Float] {
        get { readRows(pointer, shape) }
        set {
            precondition(
                newValue.count == shape.count, "\(newValue.count) values for a tensor \(shape)")
            for row in 0..<shape.rows {
                for column in 0..<shape.columns {
                    pointer[row * shape.rowStride + column] = newValue[row * shape.columns + column]
                }
            }
        }
    }

    /// The first value; the only one of a scalar.
    public var scalar: Float {
        get { pointer[0] }
        set { pointer[0] = newValue }
    }

    /// Sets everything to 0.
    public func clear() { pointer.update(repeating: 0, count: shape.storage) }

    /// Lends the rows, to read and write `shape.columns` values each.
    public func withRows(_ body: ((Int) -> UnsafeMutablePointer<Float>) -> Void) {
        body { [pointer, shape] row in pointer + row * shape.rowStride }
    }
}

/// Zeros at an address that is a multiple of 64.
func allocateFloats(_ count: Int) -> UnsafeMutablePointer<Float> {
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
        .bindMemory(to: Float.self, capacity: count)
    pointer.initialize(repeating: 0, count: count)
    return pointer
}

func readRows(_ pointer: UnsafeMutablePointer<Float>, _ shape: Shape) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(shape.count)
    for row in 0..<shape.rows {
        values += UnsafeBufferPointer(start: pointer + row * shape.rowStride, count: shape.columns)
    }
    return values
}
