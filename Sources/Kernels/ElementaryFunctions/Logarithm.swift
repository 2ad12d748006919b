extension Elementary {
    /// The natural logarithm, `ln x`.
    ///
    /// `x = 2^n (1 + f)` with `1 + f` in [3/4, 3/2), `ln x = n ln 2 + ln(1 + f)`.
    ///
    /// - Largest error: 0.97 ulp, over all floats.
    /// - Edge cases: `log(±0) = -inf`, `log(1) = +0`, `log(inf) = inf`; NaN for NaN and for every `x < 0`.
    @_transparent
    public static func log(_ x: Vector) -> Vector {
        // A subnormal number is scaled by 2^23 to have its leading bit where the others have it.
        let isSmall = x .< 0x1p-126
        let normal = x.replacing(with: x * 0x1p23, where: isSmall)
        let shift = Vector(repeating: 0x1.8p23).replacing(with: 0x1.8p23 + 23, where: isSmall)
        let exponent = (bits(normal) &- 0x3f40_0000) &>> 23  // 0x3f400000 is 3/4
        let significand = floats(bits(normal) &- (exponent &<< 23))
        // The integer becomes a float as the low bits of one whose last place is 1.
        let n = floats(exponent &+ 0x4b40_0000) - shift
        let logarithm = fusedMultiplyAdd(
            n, 0x1.62e43p-1, logarithmOfOnePlus(significand - 1))
        // Infinity and NaN are returned as they are; zero and negative numbers come after.
        return logarithm.replacing(with: x, where: .!(x .< .infinity))
            .replacing(with: -.infinity, where: x .== 0)
            .replacing(with: .nan, where: x .< 0)
    }

    /// The natural logarithm of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func log(_ x: Float) -> Float { log(Vector(repeating: x))[0] }

    /// The natural logarithm of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func log(
        _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(log(input.vector(at: i)), at: i)
        }
    }

    /// `ln(1 + f)` for `-1/4 <= f <= 1/2`.
    @usableFromInline @_transparent
    static func logarithmOfOnePlus(_ f: Vector) -> Vector {
        // Pairs of terms first: shorter chains of dependent operations than Horner's rule.
        let f2 = f * f
        let q01 = fusedMultiplyAdd(f, 0x1.5555a6p-2, Vector(repeating: -0.5))
        let q23 = fusedMultiplyAdd(f, 0x1.9968fp-3, Vector(repeating: -0x1.00004ep-2))
        let q45 = fusedMultiplyAdd(f, 0x1.28852ep-3, Vector(repeating: -0x1.54eb54p-3))
        let q67 = fusedMultiplyAdd(f, 0x1.ad4188p-4, Vector(repeating: -0x1.0db586p-3))
        let q8 = Vector(repeating: -0x1.721d3ep-5)
        var q = fusedMultiplyAdd(f2, q8, q67)
        q = fusedMultiplyAdd(f2, q, q45)
        q = fusedMultiplyAdd(f2, q, q23)
        q = fusedMultiplyAdd(f2, q, q01)
        return fusedMultiplyAdd(q, f2, f)
    }
}
