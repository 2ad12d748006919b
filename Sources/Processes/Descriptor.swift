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
}
