extension Elementary {
    /// The logistic function, `1 / (1 + e^-x)`.
    ///
    /// With `e = e^(-|x|)` and `s = e / (1 + e)`, `1 - s` for `x >= 0` and `e - e s` for `x < 0`: the quotient's rounding
    /// errors enter as a small correction. Nothing overflows, so small results are accurate down to
    /// subnormal numbers.
    ///
    /// - Largest error: 1.65 ulp, over all floats.
    /// - Edge cases: `sigmoid(±0) = 1/2`, `sigmoid(-inf) = 0`, `sigmoid(inf) = 1`, NaN gives NaN.
    @_transparent
    public static func sigmoid(_ x: Vector) -> Vector {
        let e = exponential(ofNegatedMagnitude: x)
        let small = e / (e + 1)  // the function of -|x|, to about 2 ulp
        let leading = Vector(repeating: 1).replacing(with: e, where: x .< 0)
        return leading.addingProduct(-leading, small)
    }

    /// The logistic function of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func sigmoid(_ x: Float) -> Float { sigmoid(Vector(repeating: x))[0] }

    /// The logistic function of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func sigmoid(
        _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(sigmoid(input.vector(at: i)), at: i)
        }
    }
}
