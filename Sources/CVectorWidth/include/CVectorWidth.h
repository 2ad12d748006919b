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

/// Sixteen floats; Swift's SIMD16<Float>.
typedef float sixteen_floats __attribute__((ext_vector_type(16)));

/// ``as_it_is`` for sixteen floats.
static inline sixteen_floats sixteen_as_they_are(sixteen_floats vector) {
#if defined(__AVX512F__)
    __asm__("" : "+v"(vector));
    return vector;
#elif defined(__AVX__)
    eight_floats low = as_it_is(vector.lo), high = as_it_is(vector.hi);
    return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#else
    return vector;
#endif
}

// Half of the lanes of two vectors added to the other half; sums of a and of b in turn.

/// a₀ + a₈ … a₇ + a₁₅, then b₀ + b₈ … b₇ + b₁₅.
static inline sixteen_floats fold_eight(sixteen_floats a, sixteen_floats b) {
    return sixteen_as_they_are(__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31))
           + sixteen_as_they_are(__builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
}

/// a₀ + a₄ … a₃ + a₇, the same of b, a₈ + a₁₂ … a₁₁ + a₁₅, the same of b.
static inline sixteen_floats fold_four(sixteen_floats a, sixteen_floats b) {
    return sixteen_as_they_are(__builtin_shufflevector(a, b, 0, 1, 2, 3, 20, 21, 22, 23, 8, 9, 10, 11, 28, 29, 30, 31))
           + sixteen_as_they_are(__builtin_shufflevector(a, b, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15, 24, 25, 26, 27));
}

/// a₀ + a₂, a₁ + a₃, the same of b; so on.
static inline sixteen_floats fold_two(sixteen_floats a, sixteen_floats b) {
    return sixteen_as_they_are(__builtin_shufflevector(a, b, 0, 1, 18, 19, 4, 5, 22, 23, 8, 9, 26, 27, 12, 13, 30, 31))
           + sixteen_as_they_are(__builtin_shufflevector(a, b, 2, 3, 16, 17, 6, 7, 20, 21, 10, 11, 24, 25, 14, 15, 28, 29));
}

/// a₀ + a₁, b₀ + b₁; so on.
static inline sixteen_floats fold_one(sixteen_floats a, sixteen_floats b) {
    return sixteen_as_they_are(__builtin_shufflevector(a, b, 0, 17, 2, 19, 4, 21, 6, 23, 8, 25, 10, 27, 12, 29, 14, 31))
           + sixteen_as_they_are(__builtin_shufflevector(a, b, 1, 16, 3, 18, 5, 20, 7, 22, 9, 24, 11, 26, 13, 28, 15, 30));
}

#endif
