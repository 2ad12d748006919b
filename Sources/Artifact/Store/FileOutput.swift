import AtomicFiles
import Foundation

/// Reads and writes whole files, with errors for the user; see `AtomicFile`.
public enum FileOutput {
    /// Held while a file is being written, so that a process that ends itself can wait for a whole file.
    private static let writing = Guarded(())

    /// Creates a folder and those above it.
    public static func createFolder(_ folder: String) throws {
        var path = folder.hasPrefix("/") ? "/" : ""
        for part in folder.split(separator: "/") {
            path += part + "/"
            // Another process may create it at the same time.
            guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
                throw ArtifactError("\(folder): the folder cannot be created: \(String(cString: strerror(errno)))")
            }
        }
        // The slash makes a file of this name an error.
        guard access(folder + "/", W_OK | X_OK) == 0 else {
            throw ArtifactError("\(folder): the folder cannot be written to: \(String(cString: strerror(errno)))")
        }
    }

    /// Writes `bytes` to `path`, durably, in place of what was there.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try writing.withLock { _ in try AtomicFile.write(bytes, to: path) }
        } catch let error as FileError {
            throw ArtifactError("\(path): cannot be written: \(error.reason)")
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
        do { return try AtomicFile.read(path) } catch { throw ArtifactError("\(path): cannot be read: \(error.reason)") }
    }

    /// Waits for the file being written, if any, and ends the process.
    static func endProcess(code: Int32) -> Never {
        writing.withLock { _ in exit(code) }
    }
}
