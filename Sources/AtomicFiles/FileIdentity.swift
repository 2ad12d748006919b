import Foundation

/// Which file a path means, however it is written.
public enum FileIdentity: Hashable, Sendable {
    case file(device: UInt, inode: UInt)
    /// One that is not there yet: its folder, and the bytes of its name.
    case entry(device: UInt, inode: UInt, name: [UInt8])

    /// The file that is at `path` once links are followed; nil where there is none.
    public init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) { self = .file(device: UInt(truncatingIfNeeded: status.st_dev), inode: UInt(status.st_ino)) }

    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }
}

extension stat {
    func isOfKind(_ kind: mode_t) -> Bool { st_mode & S_IFMT == kind }
}

/// An open descriptor, closed with its owner.
final class OpenFile: Sendable {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
}
