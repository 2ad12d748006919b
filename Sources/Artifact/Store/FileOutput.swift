import Foundation

/// Writes files that are there as a whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which is flushed to the disk and then
/// renamed to its final name; the folder is flushed as well. A process that is killed in between leaves the old
/// file, or none, under the final name, and at most a temporary file, which ``removeAbandonedFiles(in:)`` finds.
public enum FileOutput {
    /// Held while a file is being written, so that a process that ends itself can wait for a whole file.
    private static let writing = Guarded<Int>(0)

    /// Creates a folder and those above it.
    public static func createFolder(_ folder: String) throws {
        var path = folder.hasPrefix("/") ? "/" : ""
        for part in folder.split(separator: "/") {
            path += part + "/"
            // Another process may create it at the same time.
            guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
                throw ArtifactError("\(folder): the folder cannot be created: \(reason(errno))")
            }
        }
        // The slash makes a file of this name an error.
        guard access(folder + "/", W_OK | X_OK) == 0 else {
            throw ArtifactError("\(folder): the folder cannot be written to: \(reason(errno))")
        }
    }

    /// Writes `bytes` to `path`, durably, in place of what was there.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        try writing.withLock { count in
            count += 1
            let (folder, name) = split(path)
            let temporary = "\(folder)/.\(name).\(getpid())-\(count).tmp"
            do {
                try writeThrough(bytes, to: temporary)
                guard rename(temporary, path) == 0 else { throw SystemError(number: errno) }
                try flushFolder(folder)
            } catch let error as SystemError {
                unlink(temporary)
                throw ArtifactError("\(path): cannot be written: \(error.reason)")
            }
        }
    }

    /// Writes `bytes` to `path` unless that is what the file holds already.
    ///
    /// - Returns: Whether the file was written.
    @discardableResult
    public static func writeIfChanged(_ bytes: [UInt8], to path: String) throws -> Bool {
        if let present = try? read(path), present == bytes { return false }
        try write(bytes, to: path)
        return true
    }

    /// The whole file.
    public static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ArtifactError("\(path): cannot be read: \(reason(errno))")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes.append(contentsOf: buffer[..<count])
            } else if errno != EINTR {
                throw ArtifactError("\(path): cannot be read: \(reason(errno))")
            }
        }
    }

    /// Removes the temporary files in `folder` whose writers are gone.
    public static func removeAbandonedFiles(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(".") && name.hasSuffix(".tmp") {
            let parts = name.split(separator: ".")
            guard parts.count >= 3, let writer = parts[parts.count - 2].split(separator: "-").first,
                let process = pid_t(writer), process > 0
            else { continue }
            if kill(process, 0) != 0, errno == ESRCH { unlink("\(folder)/\(name)") }
        }
    }

    /// Waits for the file being written, if any, and ends the process.
    static func endProcess(code: Int32) -> Never {
        writing.withLock { _ in exit(code) }
    }

    private struct SystemError: Error {
        let number: Int32
        var reason: String { FileOutput.reason(number) }
    }

    private static func reason(_ number: Int32) -> String {
        number == 0 ? "unknown reason" : String(cString: strerror(number))
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }

    private static func writeThrough(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count, failure == 0 {
                let count = Foundation.write(
                    descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count >= 0 { written += count } else if errno != EINTR { failure = errno }
            }
        }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        guard failure == 0 else { throw SystemError(number: failure) }
    }

    private static func flushFolder(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        defer { close(descriptor) }
        // Some file systems cannot flush a folder and say EINVAL; there is nothing more to do there.
        if fsync(descriptor) != 0, errno != EINVAL { throw SystemError(number: errno) }
    }
}
