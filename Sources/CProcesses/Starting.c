#define _GNU_SOURCE
#include "CProcesses.h"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

// In C, because Swift sees other types on each system.

int start_program(const char *path, char *const words[], char *const variables[], int output, pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    int failure = posix_spawn(child, path, &actions, NULL, words, variables);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}
