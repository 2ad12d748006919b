import Glibc

/// A file that cannot be read or written, and what the system says of it.
public struct FileError: Error, Equatable {
    public let path: String
    /// As in "No space left on device".
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

/// Files that are there as a whole or not at all.
public enum AtomicFile {
    /// Writes `bytes` to `path`, durably, in place of what was there.
    ///
    /// The bytes go to a temporary file in the same folder, which is flushed to the disk and then renamed to its final
    /// name; the folder is flushed as well. A process that is killed in between leaves the old file, or none, under the
    /// final name, and at most a temporary file, which ``removeAbandoned(in:)`` finds.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
        // A number of its own for each call: two at a time never share a temporary file.
        let temporary = "\(folder).\(name).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError(path: path, reason: lastReason()) }
        var failure: String?
        var written = 0
        while written < bytes.count, failure == nil {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count >= 0 { written += count } else if errno != EINTR { failure = lastReason() }
        }
        if failure == nil, fsync(descriptor) != 0 { failure = lastReason() }
        if close(descriptor) != 0 { failure = failure ?? lastReason() }
        if failure == nil, rename(temporary, path) != 0 { failure = lastReason() }
        if let failure {
            unlink(temporary)
            throw FileError(path: path, reason: failure)
        }
        // The renaming is on the disk once the folder is. One that cannot be opened or flushed is no error: the file is whole.
        let folderDescriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folderDescriptor >= 0 {
            fsync(folderDescriptor)
            close(folderDescriptor)
        }
    }

    /// All bytes of a regular file.
    ///
    /// - Parameter limit: a larger file is an error.
    public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, reason: lastReason()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, reason: lastReason()) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, reason: "it is not a regular file") }
        guard status.st_size <= limit else { throw FileError(path: path, reason: "larger than \(limit) bytes") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path: path, reason: lastReason()) }
            guard count > 0 else { throw FileError(path: path, reason: "it became shorter while it was read") }
            filled += count
        }
        return bytes
    }

    /// Removes the temporary files in `folder` whose writers are gone.
    public static func removeAbandoned(in folder: String) {
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let parts = name.split(separator: ".")
            guard name.hasPrefix("."), name.hasSuffix(".tmp"), parts.count >= 3,
                let process = parts[parts.count - 2].split(separator: "-").first.flatMap({ pid_t($0) }), process > 0
            else { continue }
            if kill(process, 0) != 0, errno == ESRCH { unlink("\(folder)/\(name)") }
        }
    }

    /// What the system says about the call that failed last.
    private static func lastReason() -> String { String(cString: strerror(errno)) }
}
