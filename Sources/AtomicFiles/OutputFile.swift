import Glibc
import Processes

/// A destination to write to, opened before the work whose result it takes.
///
/// What the path means is settled when it is opened. Links are followed. A regular file, and one that is not there yet,
/// is put in its place as a whole: the bytes go to a temporary file in the same folder, which is flushed to the disk and
/// renamed; the folder is flushed as well. Its permissions stay. A process that ends in between leaves the old file, or
/// none, and at most a temporary file, which the next one removes. What is no regular file, as /dev/stdout, /dev/null or a
/// pipe, is written through.
public final class OutputFile: Sendable {
    /// As it was given.
    public let path: String
    /// Nil for a device of characters, such as a terminal or /dev/null: such a destination takes any number of outputs.
    public let identity: FileIdentity?
    private let destination: Destination

    enum Destination: Sendable {
        /// Open for writing.
        case stream(OpenFile)
        /// An entry of an open folder; `replaced` is the file that is there.
        case entry(folder: OpenFile, name: [CChar], replaced: Replaced?)
    }

    /// What stays of a file that is replaced.
    struct Replaced: Sendable {
        let mode: mode_t
        let owner: uid_t
        let group: gid_t
    }

    /// Opens `path` for ``write(_:)``.
    ///
    /// - Throws: ``FileError`` for what cannot be written, as far as that can be known before.
    public convenience init(_ path: String) throws(FileError) { try self.init(path, probing: true) }

    /// - Parameter probing: Whether to find out now if the folder takes a file.
    init(_ path: String, probing: Bool) throws(FileError) {
        self.path = path
        do {
            (destination, identity) = try Self.resolve(path)
            guard case .entry(let folder, _, let replaced) = destination else { return }
            TemporaryFile.removeAbandonedOnce(in: folder.descriptor)
            if probing { try Termination.deferred { () throws(Refusal) in _ = try Self.temporary(in: folder, replaced) } }
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
    }

    /// Writes `bytes`: all there will be of a regular file, the next part of a stream.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        do {
            switch destination {
            case .stream(let file): try Self.write(bytes, to: file.descriptor)
            case .entry(let folder, let name, let replaced):
                try Termination.deferred { () throws(Refusal) in
                    var file = try Self.temporary(in: folder, replaced)
                    if let replaced {
                        // Only root may give a file away; for others it is theirs from now on.
                        if fchown(file.descriptor, replaced.owner, replaced.group) != 0 {}
                        guard fchmod(file.descriptor, replaced.mode) == 0 else { throw Refusal(errno) }
                    }
                    try Self.write(bytes, to: file.descriptor)
                    guard fsync(file.descriptor) == 0 else { throw Refusal(errno) }
                    try file.rename(to: name)
                    // The renaming is on the disk once the folder is. One that cannot be flushed is no error: the file is whole.
                    let flushed = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                    if flushed >= 0 {
                        fsync(flushed)
                        close(flushed)
                    }
                }
            }
        } catch {
            throw FileError(path: path, reason: error.reason)
        }
    }

    private static func temporary(in folder: OpenFile, _ replaced: Replaced?) throws(Refusal) -> TemporaryFile {
        // Nobody may read in between what only its owner may read in the end.
        try TemporaryFile(in: folder.descriptor, mode: replaced == nil ? 0o666 : 0o600)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Refusal) {
        let failure = bytes.withUnsafeBytes { Descriptor.write($0, to: descriptor) }
        guard failure == 0 else { throw Refusal(failure) }
    }
}
