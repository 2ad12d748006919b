extension Elementary {
    /// The exponential function, `e^x`.
    ///
    /// `x = n ln 2 + r`, `e^x = 2^n (1 + p(r))` with `p(r) = e^r - 1` of degree 7. The power of two is applied
    /// as two factors, so that a subnormal result is rounded once and overflow gives infinity.
    ///
    /// - Largest error: 0.98 ulp, over all floats.
    /// - Edge cases: `exp(±0) = 1`, `exp(-inf) = 0`, `exp(inf) = inf`, `exp(NaN) = NaN`; 0 for
    ///   `x < -103.98`, infinity for `x > 88.73`.
    @_transparent
    public static func exp(_ x: Vector) -> Vector {
        // Comparisons with NaN are false: NaN stays. Beyond these bounds the result no longer changes.
        let clamped = x.replacing(with: 89, where: x .> 89).replacing(with: -104, where: x .< -104)
        // A bias of twice 127 makes each half of the exponent a biased exponent.
        let reduced = ReducedExponent(clamped, bias: 254)
        let firstHalf = reduced.biasedExponent &>> 1
        let secondHalf = reduced.biasedExponent &- firstHalf
        return (exponentialMinusOne(remainder: reduced.remainder) + 1)
            * floats(firstHalf &<< 23) * floats(secondHalf &<< 23)
    }

    /// The exponential function of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func exp(_ x: Float) -> Float { exp(Vector(repeating: x))[0] }

    /// The exponential function of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func exp(
        _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(exp(input.vector(at: i)), at: i)
        }
    }

    /// `e^(-|x|)`: the bits of `exp(-|x|)`, cheaper because the exponent has one sign only.
    @usableFromInline @_transparent
    static func exponential(ofNegatedMagnitude x: Vector) -> Vector {
        let negated = floats(bits(x) | Int32.min)
        let clamped = negated.replacing(with: -104, where: negated .< -104)
        // 2^64 too large, hence normal, until the last multiplication rounds.
        let reduced = ReducedExponent(clamped, bias: 127 + 64)
        return (exponentialMinusOne(remainder: reduced.remainder) + 1)
            * floats(reduced.biasedExponent &<< 23) * 0x1p-64
    }
}
