import AtomicFiles

/// The bytes of a regular file. An error names the file and what the system says.
func readFile(_ path: String) throws(DatasetError) -> [UInt8] {
    do { return try AtomicFile.read(path) } catch { throw DatasetError("cannot read \(path): \(error.reason)") }
}

/// Puts a file in its place whole or not at all.
func writeFile(_ bytes: [UInt8], to path: String) throws(DatasetError) {
    do { try AtomicFile.write(bytes, to: path) } catch { throw DatasetError("cannot write \(path): \(error.reason)") }
}
