/// Files that are there as a whole or not at all.
public enum AtomicFile {
    /// What is read is no larger than this, unless another limit is given: 1 GiB.
    public static let largestInput = 1 << 30

    /// Writes `bytes` to `path`, durably, in place of what was there; see ``OutputFile``.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        try OutputFile(path, probing: false).write(bytes)
    }

    /// Writes several files: all of them, or none where one cannot be written; see ``OutputFile``.
    public static func write(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
        var contents: [(file: OutputFile, bytes: [UInt8])] = []
        for (path, bytes) in files { contents.append((try OutputFile(path, probing: false), bytes)) }
        try OutputFile.write(contents)
    }

    /// All bytes of a regular file.
    ///
    /// Nothing that could wait, such as a pipe, is waited for; the size is known before anything is read.
    ///
    /// - Parameter limit: a larger file is an error.
    public static func read(_ path: String, limit: Int = largestInput) throws(FileError) -> [UInt8] {
        try readInput(path, limit: limit)
    }

    /// Removes the temporary files in `folder` whose writers are gone.
    public static func removeAbandoned(in folder: String) { TemporaryFile.removeAbandoned(in: folder) }
}
