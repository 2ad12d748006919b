import Foundation

/// All bytes of a regular file of at most `limit` bytes.
func readInput(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard !path.isEmpty else { throw FileError(path: path, reason: "the path is empty") }
    // Without O_NONBLOCK a pipe that nobody writes to would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path) }
    guard status.isOfKind(S_IFREG) else { throw FileError(path: path, reason: "it is not a regular file") }
    guard status.st_size <= limit else { throw FileError(path: path, reason: "larger than \(limit) bytes") }
    let size = Int(status.st_size)
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        while filled < size {
            let count = Foundation.read(descriptor, buffer.baseAddress! + filled, size - filled)
            if count < 0, errno == EINTR { continue }
            if count < 0 { failure = FileError(path: path) }
            if count == 0 { failure = FileError(path: path, reason: "it became shorter while it was read") }
            guard count > 0 else { return }
            filled += count
        }
    }
    if let failure { throw failure }
    return bytes
}
