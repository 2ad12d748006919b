// Makes one system call of a program fail: preloaded before the C library, by scripts/inject.
//
// FAULT_LOG=FILE    appends a line for each call: its number, its name, and what it is about (w: a file being written, r: one
//                   being read, e: standard error, o: standard output, f: a folder).
// FAULT=N:NUMBER    call N fails with this errno; N:short does a part; N:kill ends the process by SIGKILL.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;
static long target = -1;
static int failure;
static enum { FAIL, SHORT, KILL } kind;
static int log_file = -1;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int file, const void *bytes, size_t count) {
    REAL(write);
    return real(file, bytes, count);
}

__attribute__((constructor)) static void start(void) {
    const char *fault = getenv("FAULT");
    if (fault) {
        char *rest;
        target = strtol(fault, &rest, 10);
        if (*rest == ':') rest++;
        if (strcmp(rest, "short") == 0) kind = SHORT;
        else if (strcmp(rest, "kill") == 0) kind = KILL;
        else failure = atoi(rest);
    }
    const char *path = getenv("FAULT_LOG");
    if (path) {
        __typeof__(open) *real = (__typeof__(open) *)dlsym(RTLD_NEXT, "open");
        int file = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        log_file = fcntl(file, F_DUPFD_CLOEXEC, 200);
        close(file);
    }
}

static char what(int file) {
    if (file == STDOUT_FILENO) return 'o';
    if (file == STDERR_FILENO) return 'e';
    int flags = fcntl(file, F_GETFL);
    return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY ? 'w' : 'r';
}

/// Counts a call. 1 where it is the one that fails, with errno set; 2 where it does a part.
static int strikes(const char *name, char about) {
    long number = atomic_fetch_add(&calls, 1);
    if (log_file >= 0) {
        char line[80];
        int length = snprintf(line, sizeof line, "%ld %s %c\n", number, name, about);
        plain_write(log_file, line, (size_t)length);
    }
    if (number != target) return 0;
    if (kind == KILL) raise(SIGKILL);
    if (kind == SHORT) return 2;
    errno = failure;
    return 1;
}

/// Whether a path is none that the system's libraries open for themselves.
static int is_own(const char *path) {
    static const char *const others[] = {"/proc/", "/sys/", "/etc/", "/usr/", "/lib/", "/opt/", "/dev/"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(path, others[i], strlen(others[i])) == 0) return 0;
    return 1;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); } \
        if (is_own(path) && strikes("open", (flags & O_ACCMODE) == O_RDONLY ? (flags & O_DIRECTORY ? 'f' : 'r') : 'w') == 1) return -1; \
        return real(path, flags, mode); \
    }
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); } \
        if (is_own(path) && strikes("open", (flags & O_ACCMODE) == O_RDONLY ? (flags & O_DIRECTORY ? 'f' : 'r') : 'w') == 1) return -1; \
        return real(folder, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

/// Whether a descriptor is a file or one of the standard ones, and not what threads of a library wake each other with.
static int is_file(int file) {
    struct stat status;
    return file <= STDERR_FILENO || (fstat(file, &status) == 0 && S_ISREG(status.st_mode));
}

ssize_t write(int file, const void *bytes, size_t count) {
    REAL(write);
    int strike = is_file(file) ? strikes("write", what(file)) : 0;
    if (strike == 1) return -1;
    return real(file, bytes, strike == 2 && count > 1 ? count / 2 : count);
}

ssize_t read(int file, void *bytes, size_t count) {
    REAL(read);
    int strike = is_file(file) ? strikes("read", what(file)) : 0;
    if (strike == 1) return -1;
    return real(file, bytes, strike == 2 && count > 1 ? count / 2 : count);
}

int fsync(int file) {
    REAL(fsync);
    struct stat status;
    int isFolder = fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
    return strikes("fsync", isFolder ? 'f' : 'w') == 1 ? -1 : real(file);
}

int fchmod(int file, mode_t mode) {
    REAL(fchmod);
    return strikes("fchmod", 'w') == 1 ? -1 : real(file, mode);
}

int flock(int file, int operation) {
    REAL(flock);
    return strikes("flock", what(file)) == 1 ? -1 : real(file, operation);
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    return strikes("mkdir", 'f') == 1 ? -1 : real(path, mode);
}

int rename(const char *from, const char *to) {
    REAL(rename);
    return strikes("rename", 'w') == 1 ? -1 : real(from, to);
}

int renameat(int a, const char *from, int b, const char *to) {
    REAL(renameat);
    return strikes("rename", 'w') == 1 ? -1 : real(a, from, b, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    REAL(renameat2);
    return strikes("exchange", 'w') == 1 ? -1 : real(a, from, b, to, flags);
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    return strikes("unlink", 'w') == 1 ? -1 : real(folder, path, flags);
}

int unlink(const char *path) {
    REAL(unlink);
    return strikes("unlink", 'w') == 1 ? -1 : real(path);
}

struct dirent *readdir(DIR *folder) {
    REAL(readdir);
    return strikes("readdir", 'f') == 1 ? NULL : real(folder);
}

int ftruncate(int file, off_t length) {
    REAL(ftruncate);
    return strikes("truncate", 'w') == 1 ? -1 : real(file, length);
}
