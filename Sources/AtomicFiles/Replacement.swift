import CProcesses
import Foundation

/// A complete file beside the place that it is to take.
struct Replacement {
    /// As it was given.
    let path: String
    private let file: TemporaryFile
    private let folder: OpenFile
    private let name: [CChar]
    /// Whether there was a file when the path was opened.
    private let isThere: Bool
    private var state = State.beside

    private enum State {
        case beside
        /// The old file has the temporary one's name.
        case exchanged
        case placed
    }

    init(path: String, file: TemporaryFile, folder: OpenFile, name: [CChar], isThere: Bool) {
        self.path = path
        self.file = file
        self.folder = folder
        self.name = name
        self.isThere = isThere
    }

    /// Takes its place, in one step.
    ///
    /// - Parameter keepingOld: Whether ``giveBack()`` may follow. File systems without exchange, such as NFS, keep nothing.
    mutating func takeEffect(keepingOld: Bool) throws(Refusal) {
        if keepingOld, isThere {
            if file.exchange(with: name) {
                state = .exchanged
                return
            }
            guard [EINVAL, ENOSYS, ENOENT, EOPNOTSUPP, ENOTSUP].contains(errno) else { throw Refusal(errno) }
        }
        try file.rename(to: name)
        state = .placed
    }

    /// Brings back what was there before.
    func giveBack() {
        switch state {
        case .beside: break
        case .exchanged: _ = file.exchange(with: name)
        case .placed: if !isThere { unlinkat(folder.descriptor, name, 0) }
        }
    }

    /// A renaming is on the disk once its folder is. One that cannot be flushed is no error: the files are whole.
    static func flushFolders(of replacements: [Replacement]) {
        var flushed: Set<FileIdentity> = []
        for replacement in replacements {
            guard let identity = FileIdentity(descriptor: replacement.folder.descriptor), flushed.insert(identity).inserted
            else { continue }
            let opened = openat(replacement.folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard opened >= 0 else { continue }
            _ = flush_to_disk(opened)
            close(opened)
        }
    }
}
