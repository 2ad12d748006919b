#define _GNU_SOURCE
#include "CProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <sys/vfs.h>
#else
#include <crt_externs.h>
#endif

#ifdef __linux__
enum { PLACE = O_PATH };
#else
// On macOS, the right to enter a folder without the right to list it.
enum { PLACE = O_SEARCH };
#endif

int open_place(int at, const char *path) { return openat(at, path, PLACE | O_DIRECTORY | O_CLOEXEC); }

bool stands_for_open_file(int folder, mode_t mode) {
#ifdef __linux__
    struct statfs status;
    // PROC_SUPER_MAGIC of linux/magic.h.
    return S_ISLNK(mode) && fstatfs(folder, &status) == 0 && status.f_type == 0x9FA0;
#else
    struct stat own, descriptors;
    (void)mode;
    return fstat(folder, &own) == 0 && stat("/dev/fd", &descriptors) == 0 && own.st_dev == descriptors.st_dev
        && own.st_ino == descriptors.st_ino;
#endif
}

int exchange_entries(int folder, const char *a, const char *b) {
#if defined(__GLIBC__)
    return renameat2(folder, a, folder, b, RENAME_EXCHANGE);
#elif defined(__linux__)
    // RENAME_EXCHANGE of linux/fs.h; musl has had renameat2 for a short time.
    return (int)syscall(SYS_renameat2, folder, a, folder, b, 2);
#else
    return renameatx_np(folder, a, folder, b, RENAME_SWAP);
#endif
}

int flush_to_disk(int file) {
#ifdef F_FULLFSYNC
    // On macOS fsync leaves the bytes in the disk's own memory. Some file systems know nothing more than fsync.
    if (fcntl(file, F_FULLFSYNC) == 0) return 0;
    if (errno == EINTR) return -1;
#endif
    return fsync(file);
}

char **environment(void) {
#ifdef __linux__
    return environ;
#else
    return *_NSGetEnviron();
#endif
}

int flush_standard_output(void) {
    // What failed once has no text left that a later call could fail with.
    static _Atomic int first;
    if (fflush(stdout) != 0 && first == 0) first = errno;
    return first != 0 ? first : ferror(stdout) ? -1 : 0;
}
