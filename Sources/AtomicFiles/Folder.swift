import Glibc

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
