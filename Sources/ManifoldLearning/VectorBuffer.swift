import Kernels

/// Floats in memory of their own, at a multiple of 64 bytes: what the vector loops read and write.
///
/// Several threads may use one at a time as long as they write different elements.
final class VectorBuffer {
    let count: Int
    let start: UnsafeMutablePointer<Float>

    /// All of the buffer is `value`.
    init(count: Int, of value: Float = 0) {
        self.count = count
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
        start = bytes.bindMemory(to: Float.self, capacity: max(count, 1))
        start.initialize(repeating: value, count: max(count, 1))
    }

    deinit { start.deallocate() }

    subscript(index: Int) -> Float {
        get { start[index] }
        set { start[index] = newValue }
    }
}

extension UnsafeMutablePointer where Pointee == Float {
    /// The sixteen floats from `offset` on.
    @inline(__always)
    func lanes(_ offset: Int) -> Vector {
        UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self)
    }

    /// Overwrites the sixteen floats from `offset` on.
    @inline(__always)
    func setLanes(_ offset: Int, _ vector: Vector) {
        UnsafeMutableRawPointer(self + offset).storeBytes(of: vector, as: Vector.self)
    }
}

/// The sum of the lanes, as doubles, in order.
@inline(__always)
func laneSum(_ vector: Vector) -> Double {
    var sum = 0.0
    for lane in 0..<laneCount { sum += Double(vector[lane]) }
    return sum
}
