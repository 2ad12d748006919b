import Foundation

/// The bytes of a regular file. An error names the file and what the system says.
func readFile(_ path: String) throws(DatasetError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError("cannot read \(path)") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError("cannot read \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw DatasetError("cannot read \(path): it is not a regular file")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
        let count = bytes.withUnsafeMutableBytes {
            read(descriptor, $0.baseAddress! + filled, $0.count - filled)
        }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw systemError("cannot read \(path)") }
        guard count > 0 else {
            throw DatasetError("cannot read \(path): it became shorter while it was read")
        }
        filled += count
    }
    return bytes
}

/// Puts a file in its place whole or not at all.
///
/// The bytes go into a temporary file in the same folder, which is flushed to the disk and renamed:
/// whoever opens `path` at any moment, even after a crash, finds the old file or the new one.
func writeFile(_ bytes: [UInt8], to path: String) throws(DatasetError) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    // A number of its own for each call, so that two at a time never share a temporary file.
    let number = UInt32.random(in: 0...UInt32.max)
    let temporary = "\(folder)/.\(url.lastPathComponent).\(getpid())-\(number).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw systemError("cannot write \(path)") }

    func give(up error: DatasetError) -> DatasetError {
        unlink(temporary)
        return error
    }
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(descriptor, $0.baseAddress! + written, $0.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else {
            let error = systemError("cannot write \(path)")
            close(descriptor)
            throw give(up: error)
        }
        written += count
    }
    let flushed = fsync(descriptor)
    guard flushed == 0, close(descriptor) == 0 else {
        throw give(up: systemError("cannot write \(path)"))
    }
    guard rename(temporary, path) == 0 else {
        throw give(up: systemError("cannot write \(path)"))
    }
    // The renaming is on the disk once the folder is; a folder that cannot be flushed is no error.
    let folderDescriptor = open(folder, O_RDONLY | O_CLOEXEC)
    if folderDescriptor >= 0 {
        fsync(folderDescriptor)
        close(folderDescriptor)
    }
}

/// An error that ends with what the system says about the call that failed last.
private func systemError(_ what: String) -> DatasetError {
    DatasetError("\(what): \(String(cString: strerror(errno)))")
}
