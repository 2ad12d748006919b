#ifndef C_VECTOR_WIDTH_H
#define C_VECTOR_WIDTH_H

#include "ProcessorFeatures.h"

/// 1 where the compiler targets AVX-512 (32 registers of 16 floats), 0 where it
/// targets 16 registers of 8 floats or less. Speed alone may depend on it, no bit.
static inline int vector_width_is_512(void) {
#ifdef __AVX512F__
    return 1;
#else
    return 0;
#endif
}

/// Eight floats; Swift's SIMD8<Float>.
typedef float eight_floats __attribute__((ext_vector_type(8)));

/// Ends what the compiler may merge. Left alone it joins loads with the shuffles that follow and reads float by float,
/// and two rounds of shuffles become twice as many instructions.
static inline eight_floats as_it_is(eight_floats vector) {
#ifdef __AVX__
    __asm__("" : "+x"(vector));
#endif
    return vector;
}

/// Four floats from each of two addresses, side by side.
static inline eight_floats load_halves(const float *a, const float *b) {
    typedef float half __attribute__((ext_vector_type(4), aligned(4)));
    eight_floats joined = __builtin_shufflevector(*(const half *)a, *(const half *)b, 0, 1, 2, 3, 4, 5, 6, 7);
    return as_it_is(joined);
}

// Shuffles within each half of two vectors.

/// a₀ b₀ a₁ b₁ of each half.
static inline eight_floats unpack_low(eight_floats a, eight_floats b) {
    return as_it_is(__builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13));
}

/// a₂ b₂ a₃ b₃ of each half.
static inline eight_floats unpack_high(eight_floats a, eight_floats b) {
    return as_it_is(__builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15));
}

/// a₀ a₁ b₀ b₁ of each half.
static inline eight_floats pair_low(eight_floats a, eight_floats b) {
    return __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
}

/// a₂ a₃ b₂ b₃ of each half.
static inline eight_floats pair_high(eight_floats a, eight_floats b) {
    return __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
}

#endif
