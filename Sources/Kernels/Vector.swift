/// Sixteen floats: the logical width of every vector loop, whatever registers the hardware has.
///
/// Arithmetic on it is lane by lane, so the same bits come out of one 512-bit register, two 256-bit
/// registers or sixteen scalars.
public typealias Vector = SIMD16<Float>

/// The number of floats in a `Vector`.
public let laneCount = 16

/// `count` rounded up to whole vectors: the distance between two rows of a buffer, in floats.
@inlinable @inline(__always)
public func paddedCount(_ count: Int) -> Int {
    (count &+ 15) & ~15
}

/// Calls `body` with the offset of each vector of `count` floats, a multiple of 16.
///
/// `stride(from:to:by:)` guards against overflow in each round, which costs more than the vector's work.
@inline(__always)
func forEachVector(_ count: Int, _ body: (Int) -> Void) {
    var offset = 0
    while offset < count {
        body(offset)
        offset &+= laneCount
    }
}

extension UnsafePointer where Pointee == Float {
    /// The sixteen floats that start here; any alignment.
    @inlinable @inline(__always)
    func vector(at offset: Int = 0) -> Vector {
        UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self)
    }
}

extension UnsafeMutablePointer where Pointee == Float {
    /// The sixteen floats that start here; any alignment.
    @inlinable @inline(__always)
    func vector(at offset: Int = 0) -> Vector {
        UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self)
    }

    /// Overwrites the sixteen floats that start here; any alignment.
    @inlinable @inline(__always)
    func store(_ vector: Vector, at offset: Int = 0) {
        UnsafeMutableRawPointer(self + offset).storeBytes(of: vector, as: Vector.self)
    }
}

extension SIMDMask where Storage == SIMD16<Int32> {
    /// True in the first `count` lanes; `count` is clamped to 0...16.
    @inlinable @inline(__always)
    static func first(_ count: Int) -> Self {
        SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
            .< SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: count))
    }
}
