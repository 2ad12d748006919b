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

#endif
