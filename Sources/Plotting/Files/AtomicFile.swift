import Glibc

/// Writes whole files: either all bytes arrive under the name, or the old file stays as it was.
enum AtomicFile {
    /// Writes to a temporary file in the same folder, flushes it and renames it.
    ///
    /// Throws `PlottingError.unwritable` with the system's reason; leaves nothing behind.
    static func write(_ bytes: [UInt8], to path: String) throws {
        func failure() -> PlottingError {
            PlottingError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        var template = Array((path + ".XXXXXX.tmp").utf8CString)
        let descriptor = mkstemps(&template, 4)
        guard descriptor >= 0 else { throw failure() }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let error = failure()
                close(descriptor)
                unlink(temporary)
                throw error
            }
            written += count
        }
        let flushed = fchmod(descriptor, 0o644) == 0 && fsync(descriptor) == 0
        let flushError = failure()
        guard close(descriptor) == 0, flushed else {
            unlink(temporary)
            throw flushError
        }
        guard rename(temporary, path) == 0 else {
            let error = failure()
            unlink(temporary)
            throw error
        }
    }

    /// All bytes of a file of at most `limit` bytes; throws `PlottingError.unreadable`.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        func failure(_ reason: String? = nil) -> PlottingError {
            PlottingError.unreadable(path: path, reason: reason ?? String(cString: strerror(errno)))
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw failure("larger than \(limit) bytes") }
        }
    }
}
