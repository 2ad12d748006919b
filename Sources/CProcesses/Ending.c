#include "CProcesses.h"
#include "CThreading.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#else
#include <sys/event.h>
#endif

// All atomics are sequentially consistent: of a signal and a deferral that meet, at least one sees the other.
static const char *_Atomic line = "";
static const char *_Atomic eraser = "";
/// The first signal, 0 before.
static _Atomic int noted;
/// Threads between begin_deferral and end_deferral.
static _Atomic int deferrals;
static _Atomic bool ending;
static _Thread_local int depth;

static void say(const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t count = write(STDERR_FILENO, text, left);
        if (count < 0) return;
        text += count;
        left -= (size_t)count;
    }
}

static _Noreturn void end_process(void) {
    // One thread has the last word.
    if (atomic_exchange(&ending, true))
        for (;;) pause();
    say(atomic_load(&eraser));
    say(atomic_load(&line));
    _exit(128 + atomic_load(&noted));
}

static void on_signal(int number) {
    int none = 0, error = errno;
    atomic_compare_exchange_strong(&noted, &none, number);
    if (atomic_load(&deferrals) == 0) end_process();
    errno = error;
}

void end_on_signals(const char *text) {
    // The copy before it is not freed: the handler may be reading it.
    const char *copy = strdup(text);
    if (copy) atomic_store(&line, copy);
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    for (int i = 0; i < 3; i++) sigaddset(&action.sa_mask, numbers[i]);
    for (int i = 0; i < 3; i++) {
        struct sigaction present;
        // A parent that has the signal ignored, as nohup and the background jobs of scripts do, means it.
        if (sigaction(numbers[i], NULL, &present) == 0 && present.sa_handler != SIG_IGN) sigaction(numbers[i], &action, NULL);
    }
    // A file that grows beyond a limit is an error of the call that writes it.
    signal(SIGXFSZ, SIG_IGN);
    // A parent may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &action.sa_mask, NULL);
}

#ifdef __linux__
void end_with_parent(int number) { prctl(PR_SET_PDEATHSIG, number); }
#else
/// Waits for the end of the parent.
static void *await_parent(void *number) {
    struct kevent change, event;
    EV_SET(&change, getppid(), EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0, NULL);
    int queue = kqueue(), count;
    do count = kevent(queue, &change, 1, &event, 1, NULL);
    while (count < 0 && errno == EINTR);
    // An error says that the parent is gone already.
    kill(getpid(), (int)(intptr_t)number);
    return NULL;
}

void end_with_parent(int number) { start_thread(1 << 16, await_parent, (void *)(intptr_t)number); }
#endif

void set_line_eraser(const char *text) { atomic_store(&eraser, text); }

void begin_deferral(void) {
    if (depth++ > 0) return;
    atomic_fetch_add(&deferrals, 1);
    if (atomic_load(&noted) == 0) return;
    // Nothing is begun any more; whoever is inside may finish.
    if (atomic_fetch_sub(&deferrals, 1) == 1) end_process();
    for (;;) pause();
}

void end_deferral(void) {
    if (--depth > 0) return;
    if (atomic_fetch_sub(&deferrals, 1) == 1 && atomic_load(&noted) != 0) end_process();
}
