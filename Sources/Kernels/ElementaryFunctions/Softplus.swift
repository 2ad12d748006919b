extension Elementary {
    /// The softplus function, `ln(1 + e^x) = max(x, 0) + ln(1 + e^(-|x|))`.
    ///
    /// - Largest error: 1.70 ulp, over all floats.
    /// - Edge cases: `softplus(-inf) = 0`, `softplus(inf) = inf`, NaN gives NaN.
    @_transparent
    public static func softplus(_ x: Vector) -> Vector {
        let e = exponential(ofNegatedMagnitude: x)
        // NaN comes from one summand only: which of two NaNs a sum returns is up to the compiler.
        return x.replacing(with: 0, where: .!(x .> 0)) + logarithm(onePlusFinite: e)
    }

    /// The softplus function of one number: a lane of the vector version, with the same bits.
    @inlinable
    public static func softplus(_ x: Float) -> Float { softplus(Vector(repeating: x))[0] }

    /// The softplus function of each of `count` floats, a multiple of 16; `output` may be `input`.
    public static func softplus(
        _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
    ) {
        requireWholeVectors(count)
        forEachVector(count) { i in
            output.store(softplus(input.vector(at: i)), at: i)
        }
    }
}
