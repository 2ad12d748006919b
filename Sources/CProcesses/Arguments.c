#include "CProcesses.h"

// Swift reads the arguments from /proc, and finds none where that is not mounted. The loader has them.
static char **arguments;
static int count;

#if defined(__GLIBC__) || defined(__APPLE__)
// Both give a constructor what they give main.
__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
    count = argc;
    arguments = argv;
}
#endif

char **program_arguments(void) { return arguments; }

int program_argument_count(void) { return count; }

void drop_program_name(void) {
    if (count == 0) return;
    arguments++;
    count--;
}
