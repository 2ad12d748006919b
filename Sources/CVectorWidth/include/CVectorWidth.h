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

/// Sixteen floats; Swift's SIMD16<Float>.
typedef float sixteen_floats __attribute__((ext_vector_type(16)));

/// Four floats from each of four addresses, side by side.
static inline sixteen_floats load_quarters(
    const float *a, const float *b, const float *c, const float *d) {
    typedef float quarter __attribute__((ext_vector_type(4), aligned(4)));
    typedef float half __attribute__((ext_vector_type(8)));
    half low = __builtin_shufflevector(*(const quarter *)a, *(const quarter *)b, 0, 1, 2, 3, 4, 5, 6, 7);
    half high = __builtin_shufflevector(*(const quarter *)c, *(const quarter *)d, 0, 1, 2, 3, 4, 5, 6, 7);
    sixteen_floats joined =
        __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#ifdef __AVX512F__
    // An empty instruction: without it the compiler joins the loads with the shuffles that follow and reads
    // float by float, which takes several times longer.
    __asm__("" : "+v"(joined));
#endif
    return joined;
}

#endif
