/// Exponential, logarithm and their relatives on 16 floats at a time.
///
/// Every function is branch-free and made only of IEEE 754 addition, multiplication, division,
/// fused multiply-add, bit operations and selection by lane, in one fixed order. Its bits therefore
/// do not depend on the instruction set, on the system's mathematical library or on a lane's
/// neighbours; the scalar version of a function is one lane of the vector version.
///
/// Infinities, signed zeros, subnormal numbers and NaN are handled as IEEE 754 recommends, and
/// results that are subnormal are rounded like all others. The largest error over all 2^32 floats
/// is in each function's documentation, in units in the last place (ulp) of the exact result.
///
/// Each function has a version for one vector, one for one number and one for a whole buffer. For long buffers use the
/// last: the vector version keeps its speed only where the compiler inlines it, and it gives up on doing so in
/// large functions and their closures. A call passes a vector in four pieces, at about a quarter of the speed.
///
/// The polynomials are minimax approximations with `Float` coefficients, found with Sollya's `fpminimax`.
public enum Elementary {
    /// `a * b + c`, rounded once.
    @usableFromInline @_transparent
    static func fusedMultiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
        c.addingProduct(a, b)
    }

    /// `a * b + c`, rounded once.
    @usableFromInline @_transparent
    static func fusedMultiplyAdd(_ a: Vector, _ b: Vector, _ c: Float) -> Vector {
        Vector(repeating: c).addingProduct(a, b)
    }

    /// `a * b + c`, rounded once.
    @usableFromInline @_transparent
    static func fusedMultiplyAdd(_ a: Vector, _ b: Float, _ c: Vector) -> Vector {
        c.addingProduct(a, Vector(repeating: b))
    }

    /// The bit patterns of the lanes, as signed integers.
    @usableFromInline @_transparent
    static func bits(_ x: Vector) -> SIMD16<Int32> { unsafeBitCast(x, to: SIMD16<Int32>.self) }

    /// The floats whose bit patterns these are.
    @usableFromInline @_transparent
    static func floats(_ bits: SIMD16<Int32>) -> Vector { unsafeBitCast(bits, to: Vector.self) }

    /// `|x|`, by clearing the sign bit.
    @usableFromInline @_transparent
    static func magnitude(_ x: Vector) -> Vector { floats(bits(x) & 0x7fff_ffff) }
}
