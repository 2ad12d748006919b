import CProcesses
import Foundation
import Processes

/// A file that is being written, beside the one whose place it will take.
///
/// Its writer holds a lock on it for as long as it has its name. The system takes the lock from a writer that ends,
/// however it does; so a temporary file that is not locked is abandoned, whoever looks and wherever: the numbers of
/// processes, which another container counts differently, do not matter.
final class TemporaryFile {
    /// Of an open folder.
    private let folder: Int32
    private let name: String
    let descriptor: Int32
    private var isThere = true

    /// Creates a temporary file in an open folder.
    ///
    /// - Parameter mode: Its permissions, of which the process's mask is taken away.
    init(in folder: Int32, mode: mode_t) throws(Refusal) {
        while true {
            let name = Self.newName()
            let descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            if descriptor < 0, errno == EEXIST || errno == EINTR { continue }
            guard descriptor >= 0 else { throw Refusal(errno) }
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var status = stat()
            // Somebody may have taken it for abandoned before it was locked.
            if fstat(descriptor, &status) == 0, status.st_nlink == 0 {
                close(descriptor)
                continue
            }
            (self.folder, self.name, self.descriptor) = (folder, name, descriptor)
            return
        }
    }

    /// Gives the file its final name, in the same folder, in place of what is there.
    func rename(to final: [CChar]) throws(Refusal) {
        guard renameat(folder, name, folder, final) == 0 else { throw Refusal(errno) }
        isThere = false
    }

    /// Gives the file its final name, and the file that has this its temporary one, which goes with this object.
    ///
    /// - Returns: Whether it was done; `errno` says why not.
    func exchange(with final: [CChar]) -> Bool { exchange_entries(folder, name, final) == 0 }

    deinit {
        if isThere { unlinkat(folder, name, 0) }
        close(descriptor)
    }

    // MARK: Names

    private static let prefix = Array(".atomic-".utf8)
    private static let suffix = Array(".tmp".utf8)
    private static let digits = Array("0123456789abcdef".utf8)

    /// Short, whatever the final name is, since names end at 255 bytes; drawn anew for each file.
    private static func newName() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(decoding: prefix + (0..<16).map { _ in digits.randomElement(using: &generator)! } + suffix, as: UTF8.self)
    }

    private static func isTemporary(_ name: [UInt8]) -> Bool {
        name.count == prefix.count + 16 + suffix.count && name.starts(with: prefix) && name.suffix(suffix.count) == suffix[...]
            && name[prefix.count..<prefix.count + 16].allSatisfy(digits.contains)
    }

    // MARK: Abandoned files

    /// Removes the temporary files of a folder whose writers are gone.
    static func removeAbandoned(in path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 { removeAbandoned(in: folder) }
    }

    /// As above, in an open folder, which is closed afterwards.
    static func removeAbandoned(in folder: Int32) {
        _ = Folder.forEachName(in: folder) { name in
            guard isTemporary(name) else { return true }
            let path = name.map { CChar(bitPattern: $0) } + [0]
            // Exclusive locks of some file systems need the right to write.
            let descriptor = openat(folder, path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { return true }
            var status = stat()
            if fstat(descriptor, &status) == 0, status.isOfKind(S_IFREG), flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                unlinkat(folder, path, 0)
            }
            close(descriptor)
            return true
        }
    }

    private static let cleaned = Guarded<Set<FileIdentity>>([])

    /// ``removeAbandoned(in:)`` once for each folder that this process writes to.
    static func removeAbandonedOnce(in folder: Int32) {
        guard let identity = FileIdentity(descriptor: folder), cleaned.withLock({ $0.insert(identity).inserted }) else { return }
        let listed = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if listed >= 0 { removeAbandoned(in: listed) }
    }
}
