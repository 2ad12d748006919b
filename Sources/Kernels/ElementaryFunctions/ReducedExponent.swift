extension Elementary {
    /// An argument of the exponential written as `x = n ln 2 + r` with an integer `n` and `|r| <= 0.347`.
    @usableFromInline
    struct ReducedExponent {
        /// Integer whose lowest nine bits are `n + bias`.
        @usableFromInline var biasedExponent: SIMD16<Int32>
        /// The remainder `r`.
        @usableFromInline var remainder: Vector

        /// Splits `x`, which must lie between -200 and 200 or be NaN.
        ///
        /// Adding 1.5 * 2^23 leaves no room for fraction bits, so the sum is rounded to the nearest
        /// integer and its lowest bits are that integer: this rounds and converts at once, without
        /// conversion instructions. `bias` comes for free as part of the same constant.
        @usableFromInline @_transparent
        init(_ x: Vector, bias: Float) {
            let shift = 0x1.8p23 + bias
            let shifted = fusedMultiplyAdd(x, 0x1.715476p0, Vector(repeating: shift))  // x / ln 2
            let n = shifted - shift
            biasedExponent = bits(shifted)
            // ln 2 in two parts. The first difference is exact: it is a multiple of 2^-24 below 2^-1.
            let high = fusedMultiplyAdd(n, -0x1.62e43p-1, x)
            remainder = fusedMultiplyAdd(n, 0x1.05c61p-29, high)
        }
    }
}
