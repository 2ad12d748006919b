#include "CProcesses.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { NEEDED = 256 << 10, USUAL = 8 << 20 };

/// Before anything else runs: a stack that is too small ends a program without a word, somewhere. What grows is the first thread's;
/// the others are given theirs.
__attribute__((constructor)) static void check_stack(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= USUAL) return;
    struct rlimit raised = limit;
    raised.rlim_cur = limit.rlim_max != RLIM_INFINITY && limit.rlim_max < USUAL ? limit.rlim_max : USUAL;
    if (raised.rlim_cur > limit.rlim_cur && setrlimit(RLIMIT_STACK, &raised) == 0) limit = raised;
    if (limit.rlim_cur >= NEEDED) return;
    const char *line = "Error: the stack is limited to less than 256 KiB, which this program needs; raise it with ulimit -s 8192\n";
    if (write(STDERR_FILENO, line, strlen(line)) < 0) {}
    _exit(1);
}
