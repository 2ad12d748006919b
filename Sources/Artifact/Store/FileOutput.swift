import AtomicFiles
import Foundation

/// Reads and writes whole files, with errors for the user; see ``AtomicFiles/AtomicFile``.
public enum FileOutput {
    /// Creates a folder and those above it.
    public static func createFolder(_ folder: String) throws {
        guard !folder.isEmpty else { throw ArtifactError("the path of a folder is empty; . is the current directory") }
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

    /// Writes `bytes` to `path`, durably, in place of what was there; see ``AtomicFiles/OutputFile``.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        do { try AtomicFile.write(bytes, to: path) } catch {
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
    ///
    /// - Parameter limit: A file of more bytes is an error.
    public static func read(_ path: String, limit: Int = AtomicFile.largestInput) throws -> [UInt8] {
        do { return try AtomicFile.read(path, limit: limit) } catch {
            throw ArtifactError("\(path): cannot be read: \(error.reason)")
        }
    }

    /// Whether there is a file or folder at `path`. That it cannot be found out, as without permission, is an error.
    public static func exists(_ path: String) throws -> Bool {
        do { return try Folder.has(path) } catch { throw ArtifactError("\(path): cannot be read: \(error.reason)") }
    }

    /// The names in a folder, in the order of their bytes; none where there is no folder. That it cannot be read is an error.
    public static func names(in folder: String) throws -> [String] {
        do { return try Folder.names(in: folder) ?? [] } catch {
            throw ArtifactError("\(folder): cannot be read: \(error.reason)")
        }
    }

    /// The whole file; nil where there is none. That it cannot be found out or read is an error.
    public static func contents(of path: String) throws -> [UInt8]? { try exists(path) ? read(path) : nil }

    /// The paths of all files in a folder and those within, hidden ones left out, in the order of their bytes.
    public static func files(in folder: String) throws -> [String] {
        do {
            if let files = try Folder.files(in: folder) { return files }
        } catch {
            throw ArtifactError("\(error.path): cannot be read: \(error.reason)")
        }
        throw ArtifactError("\(folder): cannot be read: there is no such folder")
    }

    /// Whether there is a folder at `path`. That it cannot be found out is an error.
    public static func isFolder(_ path: String) throws -> Bool {
        do { return try Folder.isFolder(path) } catch { throw ArtifactError("\(path): cannot be read: \(error.reason)") }
    }

    /// Writes several files: all of them, or none where one cannot be written; see ``AtomicFiles/OutputFile``.
    public static func write(_ files: [(path: String, bytes: [UInt8])]) throws {
        do { try AtomicFile.write(files) } catch { throw ArtifactError("\(error.path): cannot be written: \(error.reason)") }
    }

    /// The folder of a path, "." for a bare name.
    public static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
