extension Elementary {
    /// `ln(1 + x)` without cancellation near 0.
    ///
    /// `1 + x = 2^n (1 + f)` with `1 + f` in [3/4, 3/2]; `n` is read off the rounded sum `1 + x`, and
    /// `f = 2^-n x + (2^-n - 1)` is computed from the exact `x`.
    ///
    /// - Largest error: 0.97 ulp, over all floats.
    /// - Edge cases: `±0` and subnormal numbers are returned unchanged, -1 gives `-inf`, `inf` gives `inf`;
    ///   NaN for NaN and for every `x < -1`.
    @_transparent
    public static func log(onePlus x: Vector) -> Vector {
        // Infinity, NaN and what is too small to change are returned as they are.
        logarithm(onePlusFinite: x)
            .replacing(with: x, where: .!(x .< .infinity) .| (magnitude(x) .< 0x1p-25))
            .replacing(with: -.infinity, where: x .== -1)
            .replacing(with: .nan, where: x .< -1)
    }

    /// `ln(1 + x)` of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func log(onePlus x: Float) -> Float { log(onePlus: Vector(repeating: x))[0] }

    /// `ln(1 + x)` of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func log(
        onePlus input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(log(onePlus: input.vector(at: i)), at: i)
        }
    }

    /// `ln(1 + x)` for finite `x > -1`; +0 for -0.
    @usableFromInline @_transparent
    static func logarithm(onePlusFinite x: Vector) -> Vector {
        // Just above 3/4, so that a sum rounded up to 3/2 keeps n = 0: f has no rounding error then.
        let exponent = (bits(x + 1) &- 0x3f40_0002) &>> 23
        // Four times 2^-n, since 2^-n itself may be subnormal and has no simple bit pattern then.
        let scale = floats(0x4080_0000 &- (exponent &<< 23)) * 0.25
        let f = fusedMultiplyAdd(x, scale, scale - 1)
        let n = floats(exponent &+ 0x4b40_0000) - 0x1.8p23
        return fusedMultiplyAdd(n, 0x1.62e43p-1, logarithmOfOnePlus(f))
    }
}
