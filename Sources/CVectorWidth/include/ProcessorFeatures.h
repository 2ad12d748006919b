#ifndef PROCESSOR_FEATURES_H
#define PROCESSOR_FEATURES_H

/// The processor's features that a compiler may use unasked, the most telling first.
///
/// X(macro, name, leaf, subleaf, register, bit, state): the compiler defines the macro as 1 where it uses the feature; CPUID
/// shows it in that bit of that register (0...3: eax, ebx, ecx, edx); the operating system must keep the parts of the state
/// that are bits of XCR0. Source: Intel's Software Developer's Manual, volume 2, CPUID, and volume 1, 13.3.
#define PROCESSOR_FEATURES(X)                                    \
    X(__AVX512F__, "AVX512F", 7, 0, 1, 16, 0xE6)                 \
    X(__AVX2__, "AVX2", 7, 0, 1, 5, 0x06)                        \
    X(__FMA__, "FMA", 1, 0, 2, 12, 0x06)                         \
    X(__AVX__, "AVX", 1, 0, 2, 28, 0x06)                         \
    X(__AVX512DQ__, "AVX512DQ", 7, 0, 1, 17, 0xE6)               \
    X(__AVX512IFMA__, "AVX512IFMA", 7, 0, 1, 21, 0xE6)           \
    X(__AVX512CD__, "AVX512CD", 7, 0, 1, 28, 0xE6)               \
    X(__AVX512BW__, "AVX512BW", 7, 0, 1, 30, 0xE6)               \
    X(__AVX512VL__, "AVX512VL", 7, 0, 1, 31, 0xE6)               \
    X(__AVX512VBMI__, "AVX512VBMI", 7, 0, 2, 1, 0xE6)            \
    X(__AVX512VBMI2__, "AVX512VBMI2", 7, 0, 2, 6, 0xE6)          \
    X(__AVX512VNNI__, "AVX512VNNI", 7, 0, 2, 11, 0xE6)           \
    X(__AVX512BITALG__, "AVX512BITALG", 7, 0, 2, 12, 0xE6)       \
    X(__AVX512VPOPCNTDQ__, "AVX512VPOPCNTDQ", 7, 0, 2, 14, 0xE6) \
    X(__AVX512FP16__, "AVX512FP16", 7, 0, 3, 23, 0xE6)           \
    X(__AVX512BF16__, "AVX512BF16", 7, 1, 0, 5, 0xE6)            \
    X(__AVXVNNI__, "AVXVNNI", 7, 1, 0, 4, 0x06)                  \
    X(__F16C__, "F16C", 1, 0, 2, 29, 0x06)                       \
    X(__GFNI__, "GFNI", 7, 0, 2, 8, 0)                           \
    X(__VAES__, "VAES", 7, 0, 2, 9, 0x06)                        \
    X(__VPCLMULQDQ__, "VPCLMULQDQ", 7, 0, 2, 10, 0x06)           \
    X(__BMI__, "BMI1", 7, 0, 1, 3, 0)                            \
    X(__BMI2__, "BMI2", 7, 0, 1, 8, 0)                           \
    X(__LZCNT__, "LZCNT", 0x80000001, 0, 2, 5, 0)                \
    X(__MOVBE__, "MOVBE", 1, 0, 2, 22, 0)                        \
    X(__POPCNT__, "POPCNT", 1, 0, 2, 23, 0)                      \
    X(__SSE4_2__, "SSE4.2", 1, 0, 2, 20, 0)                      \
    X(__SSE4_1__, "SSE4.1", 1, 0, 2, 19, 0)                      \
    X(__SSSE3__, "SSSE3", 1, 0, 2, 9, 0)                         \
    X(__SSE3__, "SSE3", 1, 0, 2, 0, 0)

/// 1 for each of the features that this build uses, in their order.
extern const unsigned char compiled_processor_features[];

#endif
