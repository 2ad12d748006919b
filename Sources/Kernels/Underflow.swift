import CVectorWidth

/// The smallest magnitude that kernels compute by multiplying: what is less becomes zero where it is stored.
///
/// Gradients fade in training, and the moments of Adam with them, until they are subnormal numbers, for which some
/// processors take a hundred times as long. The processor's flush modes do not help: x86 judges a result after
/// rounding, Arm before. Hence a rule of comparisons, which gives the same bits everywhere, needs no state of a thread
/// and reaches no other code. This is the whole of it:
///
/// - A finished sum of products (matrices, dense, sparse or sampled; convolutions; tanh) and an element's quotient,
///   exponential, logistic function or softplus is stored as +0 where its magnitude is below 2^-100.
/// - The product of two elements is +0 where the sum of their binary logarithms, estimated from the bits, is
///   below -100: always where it is below 2^-100 and never from 2^-99.8 on. Nothing subnormal is computed first.
/// - Zeros of either sign count as small. NaN and infinity stay. What a caller provides is read as it is; the estimate takes
///   a subnormal number for at least 2^-127, so that its products are zero or normal, too.
///
/// Sums, differences, roots and choices of such numbers need no rule: they are multiples of 2^-123, hence not subnormal.
/// Inside a long sum a term may be, as long as the sum is as small; this is rare, as two factors of 2^-63 must meet.
///
/// What is flushed would change no number from 2^-75 on that it is added to, nor √v + ε in Adam by a millionth. The room from
/// 2^-100 down to 2^-126 keeps products with anything from 2^-26 on normal.
public let smallestMagnitude: Float = 0x1p-100

extension SIMD16<Float> {
    /// +0 in the lanes below ``smallestMagnitude`` in magnitude.
    @inline(__always)
    var flushed: Vector { replacing(with: 0, where: Elementary.magnitude(self) .< smallestMagnitude) }

    /// The product, +0 in the lanes where the estimate of its logarithm is below -100.
    ///
    /// Read as an integer, a positive float is 2^23 (127 + log₂ x), with the logarithm too small by at most 0.0861.
    @_transparent
    func flushedProduct(_ other: Vector) -> Vector {
        let least = SIMD16<Int32>(repeating: Int32(leastLogarithms))
        let isSmall =
            Elementary.bits(Elementary.magnitude(self)) .< least &- Elementary.bits(Elementary.magnitude(other))
        return product(other, zeroWhere: isSmall)
    }

    /// ``flushedProduct(_:)`` of factors that are both positive or both negative, lane by lane, or NaN or zero.
    @inline(__always)
    func flushedProductOfEqualSigns(_ other: Vector) -> Vector {
        let logarithms = unsafeBitCast(self, to: SIMD16<UInt32>.self) &+ unsafeBitCast(other, to: SIMD16<UInt32>.self)
        return product(other, zeroWhere: logarithms .< SIMD16<UInt32>(repeating: leastLogarithms))
    }

    /// The sum with zero makes +0 of -0.
    @_transparent
    private func product(_ other: Vector, zeroWhere isSmall: SIMDMask<SIMD16<Int32>>) -> Vector {
        // A masked multiply-add skips the lanes. Without masks the factor is replaced, so that nothing subnormal is computed.
        vector_width_is_512() == 1
            ? Vector().addingProduct(self, other).replacing(with: 0, where: isSmall)
            : Vector().addingProduct(replacing(with: 0, where: isSmall), other)
    }
}

/// The sum of the bits of two positive floats whose product is 2^-100, or the estimate of it.
private let leastLogarithms: UInt32 = (2 * 127 - 100) << 23

extension Float {
    /// +0 below ``smallestMagnitude`` in magnitude.
    @inline(__always)
    var flushed: Float { magnitude < smallestMagnitude ? 0 : self }

    /// The plain form of the vector's, for tests.
    func flushedProduct(_ other: Float) -> Float {
        let logarithms = Int(magnitude.bitPattern) + Int(other.magnitude.bitPattern)
        return logarithms < 154 << 23 ? 0 : self * other + 0
    }
}

extension UnsafeMutablePointer where Pointee == Float {
    /// Flushes the first `count` floats.
    @inline(__always)
    func flush(count: Int) {
        let whole = count & ~15
        forEachVector(whole) { i in store(vector(at: i).flushed, at: i) }
        for i in whole..<count { self[i] = self[i].flushed }
    }
}

// Functions whose small results are flushed. Where the result is zero the argument is first moved to where nothing on
// the way is subnormal: e^-80 = 2^-115.

extension Elementary {
    static func flushedExp(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int) {
        forEachVector(count) { i in output.store(flushedExp(input.vector(at: i)), at: i) }
    }

    static func flushedSigmoid(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int) {
        forEachVector(count) { i in output.store(flushedSigmoid(input.vector(at: i)), at: i) }
    }

    static func flushedSoftplus(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int) {
        forEachVector(count) { i in output.store(flushedSoftplus(input.vector(at: i)), at: i) }
    }

    static func flushedExp(_ x: Float) -> Float { flushedExp(Vector(repeating: x))[0] }
    static func flushedSigmoid(_ x: Float) -> Float { flushedSigmoid(Vector(repeating: x))[0] }
    static func flushedSoftplus(_ x: Float) -> Float { flushedSoftplus(Vector(repeating: x))[0] }

    @_transparent
    private static func flushedExp(_ x: Vector) -> Vector { exp(x.replacing(with: -80, where: x .< -80)).flushed }

    @_transparent
    private static func flushedSigmoid(_ x: Vector) -> Vector {
        sigmoid(x.replacing(with: -80, where: x .< -80).replacing(with: 80, where: x .> 80)).flushed
    }

    @_transparent
    private static func flushedSoftplus(_ x: Vector) -> Vector {
        softplus(x.replacing(with: -80, where: x .< -80)).flushed
    }
}
