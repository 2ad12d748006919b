import Foundation

/// Exclusive use of a folder by one process, for as long as the object lives.
///
/// The lock belongs to the kernel: a process that is killed has given it back.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - folder: The folder, which exists.
    ///   - waiting: Whether to wait for another process that holds the lock, or to fail.
    ///   - notify: Is told in one line that there is a wait.
    init(folder: String, waiting: Bool, notify: (String) -> Void) throws {
        let path = "\(folder)/.lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let reason = errno == ELOOP ? Self.notOurs : String(cString: strerror(errno))
            throw ArtifactError("\(path): cannot be opened: \(reason)")
        }
        // It is written to below: a second name of somebody's file, or a pipe, must not be.
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
            close(descriptor)
            throw ArtifactError("\(path): cannot be opened: \(Self.notOurs)")
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK else { throw Self.failure(path, closing: descriptor) }
            let owner = Self.owner(descriptor)
            guard waiting else {
                close(descriptor)
                throw ArtifactError(
                    "\(folder): in use by \(owner); wait for it to end, or give another --results folder")
            }
            notify("\(folder): in use by \(owner); waiting for it to end")
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else { throw Self.failure(path, closing: descriptor) }
            }
        }
        // Only for the message above; the lock holds without it, so a full disk is no obstacle here.
        ftruncate(descriptor, 0)
        let text = "\(getpid())\n"
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }

    private static let notOurs = "it is a link or no regular file; remove it"

    private static func owner(_ descriptor: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &text, text.count, 0)
        let digits = String(decoding: text.prefix(max(count, 0)), as: UTF8.self).prefix(while: \.isNumber)
        return digits.isEmpty ? "another process" : "process \(digits)"
    }

    private static func failure(_ path: String, closing descriptor: Int32) -> ArtifactError {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        return ArtifactError("\(path): cannot be locked: \(reason)")
    }
}
