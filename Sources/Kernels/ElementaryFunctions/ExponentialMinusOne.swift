extension Elementary {
    /// `e^x - 1` without cancellation near 0: the negative branch of the exponential linear unit.
    ///
    /// `x = n ln 2 + r`, `e^x - 1 = 2^n p(r) + (2^n - 1)` with `p(r) = e^r - 1` of degree 7.
    ///
    /// - Largest error: 1.44 ulp, over all floats; 0.89 ulp for `x <= 0`.
    /// - Edge cases: `±0` and subnormal numbers are returned unchanged, `-inf` gives -1, `inf` and every
    ///   `x > 88.73` give infinity, NaN gives NaN.
    @_transparent
    public static func expMinusOne(_ x: Vector) -> Vector {
        // -1 is the nearest float from -17.33 down.
        let clamped = x.replacing(with: 89, where: x .> 89).replacing(with: -18, where: x .< -18)
        // Half the power of two, since 2^128 is not a float: bias 127 - 1.
        let reduced = ReducedExponent(clamped, bias: 126)
        let halfPower = floats(reduced.biasedExponent &<< 23)
        let half = fusedMultiplyAdd(
            halfPower, exponentialMinusOne(remainder: reduced.remainder), halfPower - 0.5)
        // Halving would cost a subnormal number its last bit, and zero its sign.
        return (half + half).replacing(with: x, where: magnitude(x) .< 0x1p-25)
    }

    /// `e^x - 1` of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func expMinusOne(_ x: Float) -> Float { expMinusOne(Vector(repeating: x))[0] }

    /// `e^x - 1` of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func expMinusOne(
        _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(expMinusOne(input.vector(at: i)), at: i)
        }
    }

    /// `e^r - 1` for `|r| <= 0.347`, with a small relative error also near 0.
    @usableFromInline @_transparent
    static func exponentialMinusOne(remainder r: Vector) -> Vector {
        var q = fusedMultiplyAdd(r, 0x1.9e0ceep-13, Vector(repeating: 0x1.6d4396p-10))
        q = fusedMultiplyAdd(q, r, 0x1.111306p-7)
        q = fusedMultiplyAdd(q, r, 0x1.5554fp-5)
        q = fusedMultiplyAdd(q, r, 0x1.555554p-3)
        q = fusedMultiplyAdd(q, r, 0.5)
        return fusedMultiplyAdd(q, r * r, r)
    }
}
