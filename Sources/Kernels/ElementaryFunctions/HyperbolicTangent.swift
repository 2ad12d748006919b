extension Elementary {
    /// The hyperbolic tangent.
    ///
    /// With `h = (e^(2|x|) - 1) / 2`: `h / (h + 1) = h - h * h / (h + 1)` up to 1/2, without cancellation near 0, and
    /// `1 - 1 / (h + 1)` above. Either way the quotient's rounding errors enter as a small correction.
    /// The sign is that of `x`.
    ///
    /// - Largest error: 1.85 ulp, over all floats.
    /// - Edge cases: `±0` and subnormal numbers are returned unchanged, `±inf` gives ±1 (as does every
    ///   `|x| > 9.02`), NaN gives NaN.
    @_transparent
    public static func tanh(_ x: Vector) -> Vector {
        let size = magnitude(x)
        let clamped = size.replacing(with: 10, where: size .> 10)
        let reduced = ReducedExponent(clamped + clamped, bias: 126)
        let halfPower = floats(reduced.biasedExponent &<< 23)
        let h = fusedMultiplyAdd(
            halfPower, exponentialMinusOne(remainder: reduced.remainder), halfPower - 0.5)
        let leading = h.replacing(with: 1, where: h .> 1)
        let positive = leading.addingProduct(-leading, leading / (h + 1))
        return floats(bits(positive) | (bits(x) & Int32.min))
    }

    /// The hyperbolic tangent of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func tanh(_ x: Float) -> Float { tanh(Vector(repeating: x))[0] }

    /// The hyperbolic tangent of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func tanh(
        _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(tanh(input.vector(at: i)), at: i)
        }
    }
}
