#include "CProcesses.h"
#include "ProcessorFeatures.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// This file is compiled for any processor of the architecture, whatever the flags: it runs before it is known which one this is.
#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("arch=x86-64,no-sse3,no-bmi,no-bmi2,no-lzcnt,no-movbe,no-popcnt"))), apply_to = function)
#endif

typedef struct {
    const char *name;
    uint32_t leaf, subleaf;
    int output, bit;
    uint32_t state;
} Feature;

#define ROW(macro, name, leaf, subleaf, output, bit, state) {name, leaf, subleaf, output, bit, state},
static const Feature features[] = {PROCESSOR_FEATURES(ROW)};
enum { COUNT = sizeof features / sizeof *features };

int processor_feature_count(void) { return COUNT; }

const char *processor_feature_name(int number) { return features[number].name; }

const char *missing_processor_feature(const unsigned char *used, const unsigned char *present) {
    for (int i = 0; i < COUNT; i++)
        if (used[i] && !present[i]) return features[i].name;
    return NULL;
}

#ifdef __x86_64__
#include <cpuid.h>

void find_processor_features(unsigned char *present) {
    uint32_t r[4], state = 0;
    // Bit 27 of leaf 1: XCR0 may be read.
    if (__get_cpuid(1, &r[0], &r[1], &r[2], &r[3]) && (r[2] >> 27 & 1)) {
        uint32_t high;
        __asm__("xgetbv" : "=a"(state), "=d"(high) : "c"(0));
    }
    for (int i = 0; i < COUNT; i++) {
        const Feature *f = &features[i];
        present[i] = __get_cpuid_count(f->leaf, f->subleaf, &r[0], &r[1], &r[2], &r[3]) && (r[f->output] >> f->bit & 1)
            && (state & f->state) == f->state;
    }
}
#else
void find_processor_features(unsigned char *present) { memset(present, 1, COUNT); }
#endif

static void say(const char *text) {
    if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

/// Before anything else runs: an instruction that the processor does not know ends a program without a word.
__attribute__((constructor(101))) static void check_processor(void) {
    unsigned char present[COUNT];
    find_processor_features(present);
    const char *missing = missing_processor_feature(compiled_processor_features, present);
    if (!missing) return;
    say("Error: this program was built for processors with ");
    say(missing);
    say(", which this one has not; build it on this machine, or with ARCH=x86-64-v3 or ARCH=x86-64\n");
    _exit(1);
}

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#endif
