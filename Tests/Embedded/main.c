#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void probe(uint32_t step);

void report(const char *name, uint64_t hash) { printf("%016llx  %s\n", (unsigned long long)hash, name); }

int main(int count, char **arguments) {
    probe(count > 1 ? (uint32_t)strtoul(arguments[1], NULL, 10) : 1021);
    return 0;
}
