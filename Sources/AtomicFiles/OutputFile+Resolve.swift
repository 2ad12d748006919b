import CProcesses
import Foundation

extension OutputFile {
    /// Follows a path to the file that it means, and opens that.
    static func resolve(_ path: String) throws(Refusal) -> (Destination, FileIdentity?) {
        guard !path.isEmpty else { throw Refusal("the path is empty") }
        guard !path.utf8.contains(0) else { throw Refusal("the path holds a zero byte") }
        var folder: OpenFile?
        var rest = path.utf8.map { CChar(bitPattern: $0) }
        // As many links as Linux follows.
        for _ in 0..<40 {
            let slash = rest.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/")))
            let name = Array(rest[(slash.map { $0 + 1 } ?? 0)...])
            let parent = slash.map { Array(rest[...$0]) } ?? [CChar(bitPattern: UInt8(ascii: "."))]
            guard !name.isEmpty, name != [46], name != [46, 46] else { throw Refusal(EISDIR) }
            let opened = open_place(folder?.descriptor ?? AT_FDCWD, parent + [0])
            guard opened >= 0 else { throw Refusal(errno) }
            let next = OpenFile(opened)
            var status = stat()
            guard fstatat(opened, name + [0], &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                guard errno == ENOENT, let identity = FileIdentity(descriptor: opened),
                    case .file(let device, let inode) = identity
                else { throw Refusal(errno) }
                return (
                    .entry(folder: next, name: name + [0], replaced: nil),
                    .entry(device: device, inode: inode, name: name.map { UInt8(bitPattern: $0) })
                )
            }
            if stands_for_open_file(opened, status.st_mode) { return try stream(behind: name, in: next) }
            if status.isOfKind(S_IFLNK) {
                rest = try target(of: name, in: opened)
                folder = next
                continue
            }
            if status.isOfKind(S_IFDIR) { throw Refusal(EISDIR) }
            guard status.isOfKind(S_IFREG) else { return try stream(name, in: next, status) }
            // That the folder lets it be replaced is not leave to do so.
            guard faccessat(opened, name + [0], W_OK, AT_EACCESS) == 0 else { throw Refusal(errno) }
            let identity = FileIdentity(status)
            if [STDOUT_FILENO, STDERR_FILENO].contains(where: { FileIdentity(descriptor: $0) == identity }) {
                throw Refusal("what is printed goes to the same file")
            }
            let replaced = Replaced(mode: status.st_mode & 0o777, owner: status.st_uid, group: status.st_gid)
            return (.entry(folder: next, name: name + [0], replaced: replaced), identity)
        }
        throw Refusal(ELOOP)
    }

    private static func target(of name: [CChar], in folder: Int32) throws(Refusal) -> [CChar] {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(folder, name + [0], &target, target.count)
        guard count > 0 else { throw Refusal(count < 0 ? errno : ENOENT) }
        return Array(target[..<count])
    }

    /// The open file that an entry stands for, as /dev/stdout does.
    private static func stream(behind name: [CChar], in folder: OpenFile) throws(Refusal) -> (Destination, FileIdentity?) {
        var status = stat()
        guard fstatat(folder.descriptor, name + [0], &status, 0) == 0 else { throw Refusal(errno) }
        let digits = String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if let own = Int32(digits), FileIdentity(descriptor: own) == FileIdentity(status) {
            // Opened again it would be written from its beginning, and a socket cannot be opened.
            let mode = fcntl(own, F_GETFL) & O_ACCMODE
            guard mode == O_WRONLY || mode == O_RDWR else { throw Refusal("it is open for reading only") }
            let copy = fcntl(own, F_DUPFD_CLOEXEC, 3)
            guard copy >= 0 else { throw Refusal(errno) }
            return (.stream(OpenFile(copy)), identity(of: status))
        }
        guard !status.isOfKind(S_IFDIR) else { throw Refusal(EISDIR) }
        return try stream(name, in: folder, status)
    }

    /// Opens what is no regular file.
    private static func stream(_ name: [CChar], in folder: OpenFile, _ status: stat) throws(Refusal) -> (Destination, FileIdentity?) {
        if status.isOfKind(S_IFSOCK) { throw Refusal("it is a socket that nobody has connected") }
        var patience = 100
        while true {
            // A pipe would be waited for until somebody reads it.
            let descriptor = openat(folder.descriptor, name + [0], O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            if descriptor >= 0 {
                _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
                return (.stream(OpenFile(descriptor)), identity(of: status))
            }
            guard errno == ENXIO, status.isOfKind(S_IFIFO) else { throw Refusal(errno) }
            // A reader that is started at the same time may come a moment later.
            guard patience > 0 else { throw Refusal("nobody reads from this pipe") }
            patience -= 1
            usleep(50_000)
        }
    }

    private static func identity(of status: stat) -> FileIdentity? {
        status.isOfKind(S_IFCHR) ? nil : FileIdentity(status)
    }
}
