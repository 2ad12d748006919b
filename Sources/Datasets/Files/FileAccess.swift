import AtomicFiles

/// The bytes of a regular file of at most `limit` bytes. An error names the file and what the system says.
func readFile(_ path: String, limit: Int = AtomicFile.largestInput) throws(DatasetError) -> [UInt8] {
    do { return try AtomicFile.read(path, limit: limit) } catch { throw DatasetError("cannot read \(path): \(error.reason)") }
}

/// Puts a file in its place whole or not at all.
func writeFile(_ bytes: [UInt8], to path: String) throws(DatasetError) {
    do { try AtomicFile.write(bytes, to: path) } catch { throw DatasetError("cannot write \(path): \(error.reason)") }
}

/// Whether there is a file or folder. Where that cannot be found out, as without permission, it is not "missing".
func isThere(_ path: String) throws(DatasetError) -> Bool {
    do { return try Folder.has(path) } catch { throw DatasetError("cannot read \(path): \(error.reason)") }
}
