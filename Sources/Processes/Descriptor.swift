import Foundation

/// Writing to an open file, pipe or terminal.
public enum Descriptor {
    /// Writes all of `bytes`: goes on after short writes and signals, and waits where nothing fits in at the moment.
    ///
    /// - Returns: The number of the error that stopped it, 0 for none.
    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
            if count >= 0 {
                written += count
            } else if errno == EAGAIN || errno == EWOULDBLOCK {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// The same for an output that somebody named, such as a pipe: that its reader has left is an error like others, EPIPE, and no
    /// signal that ends the process without a word.
    public static func writeWithoutSignal(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var (brokenPipe, before, pending) = (sigset_t(), sigset_t(), sigset_t())
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        // What this thread's writing raises waits for this thread.
        pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let failure = write(bytes, to: descriptor)
        if failure == EPIPE, sigpending(&pending) == 0, sigismember(&pending, SIGPIPE) == 1 {
            var taken: Int32 = 0
            sigwait(&brokenPipe, &taken)
        }
        return failure
    }
}
