#ifndef C_THREADING_H
#define C_THREADING_H

#include <stddef.h>

/// Starts a thread that runs `body` and ends. The number of the error, 0 for none.
int start_thread(size_t stack_size, void *(*body)(void *), void *argument);

#endif
