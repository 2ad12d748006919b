import Foundation

/// A folder of the test's own, removed at its end.
func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "atomic-files-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

/// A file that is put there without this package's help.
func put(_ text: String, _ path: String, mode: mode_t = 0o644) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    chmod(path, mode)
}

func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

func link(_ target: String, _ path: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
}

func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode : 0
}

/// Another process's half of a pipe, or of anything else that a test opens.
final class Handle {
    let descriptor: Int32
    init(_ path: String, _ flags: Int32) { descriptor = open(path, flags | O_CLOEXEC) }
    deinit { close(descriptor) }

    /// What can be read now.
    var text: String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
