import Foundation

/// What is where, without mistaking "not allowed to look" for "not there".
public enum Folder {
    /// Whether there is a file or folder at `path`, links followed.
    ///
    /// - Throws: ``FileError`` where that cannot be found out: no permission, links in a circle, a name too long.
    public static func has(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return true }
        guard errno == ENOENT else { throw FileError(path: path) }
        return false
    }

    /// Whether there is a folder at `path`, links followed.
    ///
    /// - Throws: ``FileError`` as ``has(_:)`` does.
    public static func isFolder(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.isOfKind(S_IFDIR) }
        guard errno == ENOENT else { throw FileError(path: path) }
        return false
    }

    /// The paths of all files in a folder and those within, hidden ones left out, in the order of their bytes; nil where there is
    /// no such folder.
    ///
    /// - Throws: ``FileError`` as ``names(in:)`` does, and for a folder that contains itself by a link.
    public static func files(in folder: String) throws(FileError) -> [String]? { try files(in: folder, within: []) }

    private static func files(in folder: String, within parents: [FileIdentity]) throws(FileError) -> [String]? {
        guard let names = try names(in: folder) else { return nil }
        let identity = FileIdentity(of: folder)
        var files: [String] = []
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            guard try isFolder(path) else {
                files.append(name)
                continue
            }
            let ancestors = parents + (identity.map { [$0] } ?? [])
            if let own = FileIdentity(of: path), ancestors.contains(own) {
                throw FileError(path: path, reason: "it is a link to a folder that it is in")
            }
            files += (try self.files(in: path, within: ancestors) ?? []).map { "\(name)/\($0)" }
        }
        return files
    }

    /// The names in a folder, in the order of their bytes, "." and ".." left out; nil where there is no such folder.
    ///
    /// - Throws: ``FileError`` where it cannot be read, or holds a name that is not UTF-8.
    public static func names(in folder: String) throws(FileError) -> [String]? {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileError(path: folder)
        }
        var names: [String] = []
        let failure = forEachName(in: descriptor) { bytes in
            guard let name = String(validating: bytes, as: UTF8.self) else { return false }
            if name != ".", name != ".." { names.append(name) }
            return true
        }
        switch failure {
        case 0: break
        case EILSEQ: throw FileError(path: folder, reason: "a name in it is not UTF-8")
        default: throw FileError(path: folder, number: failure)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Calls `body` with the bytes of each name in an open folder, which is closed afterwards, until it gives false.
    ///
    /// - Returns: The number of the error, 0 for none, EILSEQ when `body` gave false.
    static func forEachName(in descriptor: Int32, _ body: ([UInt8]) -> Bool) -> Int32 {
        guard let entries = fdopendir(descriptor) else {
            let failure = errno
            close(descriptor)
            return failure
        }
        defer { closedir(entries) }
        errno = 0
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard body(name) else { return EILSEQ }
            errno = 0
        }
        return errno
    }
}
