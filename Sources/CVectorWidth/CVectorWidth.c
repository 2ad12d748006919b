#include "CVectorWidth.h"

// 1 for a macro that is defined as 1, 0 for one that is not defined: the former puts a comma before the 1.
#define COMMA_FOR_1 0,
#define SECOND(first, second, ...) second
#define IS_1(macro) IS_1_OF(macro)
#define IS_1_OF(value) IS_1_AFTER(COMMA_FOR_##value)
#define IS_1_AFTER(comma) SECOND(comma 1, 0, 0)

// Data alone: this file is compiled for the target's instruction set, which the processor may not have.
#define USED(macro, ...) IS_1(macro),
const unsigned char compiled_processor_features[] = {PROCESSOR_FEATURES(USED)};
