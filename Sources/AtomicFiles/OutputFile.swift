import CProcesses
import Foundation
import Processes

/// A destination to write to, opened before the work whose result it takes.
///
/// What the path means is settled when it is opened. Links are followed. A regular file, and one that is not there yet,
/// is put in its destination as a whole: the bytes go to a temporary file in the same folder, which is flushed to the disk and
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
    public func write(_ bytes: [UInt8]) throws(FileError) { try Self.write([(self, bytes)]) }

    /// Writes several files: all of them, or none where one cannot be written.
    ///
    /// Regular files are complete beside the files they replace before the first is renamed; streams come after them. One that cannot
    /// be renamed brings back what the others replaced.
    public static func write(_ contents: [(file: OutputFile, bytes: [UInt8])]) throws(FileError) {
        guard !contents.isEmpty else { return }
        try Termination.deferred { () throws(FileError) in
            var replacements: [Replacement] = []
            for (file, bytes) in contents {
                guard let new = try file.reported({ () throws(Refusal) in try file.staged(bytes) }) else { continue }
                replacements.append(new)
            }
            // One renaming succeeds or fails as a whole by itself.
            let canFailInBetween = replacements.count > 1
            for index in replacements.indices {
                do throws(Refusal) { try replacements[index].takeEffect(keepingOld: canFailInBetween) } catch {
                    for index in replacements[..<index].indices.reversed() { replacements[index].giveBack() }
                    throw FileError(path: replacements[index].path, reason: error.reason)
                }
            }
            Replacement.flushFolders(of: replacements)
        }
        for (file, bytes) in contents {
            guard case .stream(let stream) = file.destination else { continue }
            try file.reported { () throws(Refusal) in try Self.write(bytes, to: stream.descriptor) }
        }
    }

    private func reported<Value>(_ body: () throws(Refusal) -> Value) throws(FileError) -> Value {
        do { return try body() } catch { throw FileError(path: path, reason: error.reason) }
    }

    /// A regular file written beside its destination, to the disk; nil for a stream.
    private func staged(_ bytes: [UInt8]) throws(Refusal) -> Replacement? {
        guard case .entry(let folder, let name, let replaced) = destination else { return nil }
        let file = try Self.temporary(in: folder, replaced)
        if let replaced {
            // Only root may give a file away; for others it is theirs from now on.
            if fchown(file.descriptor, replaced.owner, replaced.group) != 0 {}
            guard fchmod(file.descriptor, replaced.mode) == 0 else { throw Refusal(errno) }
        }
        try Self.write(bytes, to: file.descriptor)
        while flush_to_disk(file.descriptor) != 0 { guard errno == EINTR else { throw Refusal(errno) } }
        return Replacement(path: path, file: file, folder: folder, name: name, isThere: replaced != nil)
    }

    private static func temporary(in folder: OpenFile, _ replaced: Replaced?) throws(Refusal) -> TemporaryFile {
        // Nobody may read in between what only its owner may read in the end.
        try TemporaryFile(in: folder.descriptor, mode: replaced == nil ? 0o666 : 0o600)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Refusal) {
        let failure = bytes.withUnsafeBytes { Descriptor.writeWithoutSignal($0, to: descriptor) }
        guard failure == 0 else { throw Refusal(failure) }
    }
}
