#ifndef C_VECTOR_WIDTH_H
#define C_VECTOR_WIDTH_H

/// 1 where the compiler targets AVX-512 (32 registers of 16 floats), 0 where it
/// targets 16 registers of 8 floats or less. Only tile sizes may depend on it.
static inline int vector_width_is_512(void) {
#ifdef __AVX512F__
    return 1;
#else
    return 0;
#endif
}

/// Eight floats; Swift's SIMD8<Float>.
typedef float eight_floats __attribute__((ext_vector_type(8)));

/// Four floats from each of two addresses, side by side.
static inline eight_floats load_halves(const float *a, const float *b) {
    typedef float half __attribute__((ext_vector_type(4), aligned(4)));
    eight_floats joined = __builtin_shufflevector(*(const half *)a, *(const half *)b, 0, 1, 2, 3, 4, 5, 6, 7);
#ifdef __AVX__
    // An empty instruction: without it the compiler joins the loads with the shuffles that follow and reads
    // float by float, which takes several times longer.
    __asm__("" : "+x"(joined));
#endif
    return joined;
}

#endif
