#ifndef C_PROCESSES_H
#define C_PROCESSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

// MARK: Processor

/// How many features are known; see ProcessorFeatures.h.
int processor_feature_count(void);

const char *processor_feature_name(int number);

/// Which of the features this processor and its operating system have: 0 or 1 each.
void find_processor_features(unsigned char *present);

/// The name of the first feature that is used and not present, or NULL.
const char *missing_processor_feature(const unsigned char *used, const unsigned char *present);

// MARK: Ending

/// From now on SIGINT, SIGTERM and SIGHUP end the process with `line` on standard error and status 128 + n. One that is
/// ignored stays ignored. `line` is copied; a later call replaces it.
void end_on_signals(const char *line);

/// The system sends this process a signal when the thread that started it ends.
void end_with_parent(int number);

/// Says what erases an unfinished line of standard error, "" where there is none; a string literal.
void set_line_eraser(const char *eraser);

/// Between these a signal is only noted; it ends the process when the last thread has left. May be nested.
void begin_deferral(void);
void end_deferral(void);

// MARK: Files

/// Opens a folder as a place to name files in, which needs no right to list it: openat with O_PATH, which Swift does not see.
int open_place(int at, const char *path);

/// Whether an entry of a folder, of this mode, stands for an open file, as those of /dev/fd do. On Linux it is a link in /proc that
/// is not what it reads.
bool stands_for_open_file(int folder, mode_t mode);

/// Gives each of two entries of a folder the other's name, in one step. -1 and errno where the file system cannot.
int exchange_entries(int folder, const char *a, const char *b);

/// Writes what a file or folder holds to the disk. -1 and errno where it cannot.
int flush_to_disk(int file);

// MARK: Starting

/// Starts a program that reads nothing and prints to `output`. The number of the error, 0 for none.
int start_program(const char *path, char *const words[], char *const variables[], int output, pid_t *child);

// MARK: Arguments

/// The words of the command line as the system gave them, the program's name first; NULL on systems that give them to main alone.
char **program_arguments(void);

int program_argument_count(void);

/// From now on the second word is the name.
void drop_program_name(void);

// MARK: Environment

/// The variables of this process, up to a NULL: `environ`, which Swift takes for shared state.
char **environment(void);

// MARK: Standard output

/// Writes out what is buffered. 0, or the number of the error; -1 for an error of which no number is left.
int flush_standard_output(void);

#endif
