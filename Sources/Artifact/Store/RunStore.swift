import AtomicFiles
import Foundation

/// The finished runs of one experiment: one small file each in `<directory>/<experiment>/`.
///
/// A file is there as a whole or not at all (``FileOutput``), carries a checksum, and says which run it
/// belongs to. One that is damaged is announced and treated as absent.
public final class RunStore: Sendable {
    /// Whether this process may write.
    public enum Access: Sendable, Equatable {
        /// Reading needs no lock: files are replaced as a whole.
        case read
        /// One process at a time; another one waits, or fails at once.
        case write(waiting: Bool)
    }

    /// The folder of the experiment's files.
    public let folder: String
    /// How long its runs took.
    let times: RunTimes
    private let lock: StoreLock?
    private let notify: @Sendable (String) -> Void
    /// File name by short identity hash: a label may change without a run being lost.
    private let names: Guarded<[String: String]>

    /// - Parameters:
    ///   - directory: The folder of all results, `results` by custom.
    ///   - experiment: The experiment's name, which is the name of the folder within.
    ///   - notify: Is told in one line what the user should know.
    /// - Throws: ``ArtifactError`` when the folder cannot be written or another process holds it.
    public init(
        directory: String, experiment: String, access: Access,
        notify: @escaping @Sendable (String) -> Void
    ) throws {
        folder = "\(directory)/\(experiment)"
        times = RunTimes(folder: folder)
        self.notify = notify
        if case .write(let waiting) = access {
            try FileOutput.createFolder(folder)
            lock = try StoreLock(folder: folder, waiting: waiting, notify: notify)
            AtomicFile.removeAbandoned(in: folder)
        } else {
            lock = nil
        }
        var names: [String: String] = [:]
        // Sorted, so that of two files of one run the same one is always chosen.
        for name in try FileOutput.names(in: folder) where name.hasSuffix(".json") {
            names[String(name.dropLast(5).suffix(16))] = name
        }
        self.names = Guarded(names)
    }

    /// The file of a run, whether it exists or not.
    public func path(of identity: RunIdentity) -> String {
        let name = names.withLock { $0[identity.short] }
        return "\(folder)/\(name ?? "\(identity.label)-\(identity.short).json")"
    }

    /// The outcome of a finished run, or nil when there is none. A file that holds none is announced.
    ///
    /// - Throws: ``ArtifactError`` for a file that cannot be read: that is not known to be damaged.
    public func outcome<Outcome: Decodable>(_ type: Outcome.Type, of identity: RunIdentity) throws -> Outcome? {
        let path = path(of: identity)
        guard let bytes = try FileOutput.contents(of: path) else { return nil }
        do {
            let outcome = try RunRecord.outcome(type, in: bytes, of: identity)
            // There is one yet if the process was killed right after it had written the outcome.
            if lock != nil { unlink(checkpointPath(of: identity)) }
            return outcome
        } catch let flaw as RunRecord.Flaw {
            notify("\(path) \(flaw.description); its run counts as not done")
        }
        return nil
    }

    /// The outcome of another experiment's run, as far as `Outcome` describes it.
    static func foreignOutcome<Outcome: Decodable>(
        _ type: Outcome.Type, experiment: String, short: String, results: String
    ) throws -> Outcome? {
        let folder = "\(results)/\(experiment)"
        guard let name = try FileOutput.names(in: folder).first(where: { $0.hasSuffix("-\(short).json") }) else { return nil }
        return try outcome(type, in: FileOutput.read("\(folder)/\(name)"), source: "\(folder)/\(name)")
    }

    /// The outcome in the file of a run, whichever it is, as far as `Outcome` describes it.
    ///
    /// - Parameter source: The file's path, for errors.
    public static func outcome<Outcome: Decodable>(_ type: Outcome.Type, in bytes: [UInt8], source: String) throws -> Outcome {
        do { return try RunRecord.outcome(type, in: bytes) } catch let flaw as RunRecord.Flaw {
            throw ArtifactError("\(source) \(flaw.description); remove it and start again")
        }
    }

    // MARK: Code

    /// Keeps what the code of the runs consists of, so that a later program can name what has changed.
    func save(_ sources: SourceManifest) throws {
        try FileOutput.writeIfChanged(Array(sources.text.utf8), to: codePath(sources.hash))
        try FileOutput.writeIfChanged(Array("\(sources.hash)\n".utf8), to: Self.lastCodePath(in: folder))
    }

    /// The hash of the code that last ran in a folder of one experiment's runs, whatever the files' times say; nil where none is known.
    static func lastCode(in folder: String) throws -> String? {
        try FileOutput.contents(of: lastCodePath(in: folder)).map { String(decoding: $0.prefix { $0 != 10 }, as: UTF8.self) }
    }

    private static func lastCodePath(in folder: String) -> String { "\(folder)/code-last.txt" }

    /// What the code with this hash consists of; nil where that was not kept.
    func sources(_ hash: String) throws -> SourceManifest? {
        try FileOutput.contents(of: codePath(hash)).flatMap { SourceManifest(text: String(decoding: $0, as: UTF8.self)) }
    }

    private func codePath(_ hash: String) -> String { "\(folder)/code-\(hash.prefix(16)).sha256" }

    // MARK: Runs

    /// Keeps the outcome of a run for good, and removes the run's checkpoint.
    public func save<Outcome: Encodable>(_ outcome: Outcome, of identity: RunIdentity) throws {
        let path = path(of: identity)
        try FileOutput.write(Array(RunRecord.text(outcome, of: identity).utf8), to: path)
        names.withLock { $0[identity.short] = String(path.dropFirst(folder.count + 1)) }
        unlink(checkpointPath(of: identity))
    }

    /// Keeps the state of an unfinished run.
    public func saveCheckpoint(_ state: [UInt8], of identity: RunIdentity) throws {
        let body = Array("\(identity.hash)\n".utf8) + state
        try FileOutput.write(Array("\(sha256(body))\n".utf8) + body, to: checkpointPath(of: identity))
    }

    /// The state last kept of an unfinished run, or nil when there is none. One that is damaged or cannot be read is announced.
    public func checkpoint(of identity: RunIdentity) -> [UInt8]? {
        let path = checkpointPath(of: identity)
        let kept: [UInt8]?
        do { kept = try FileOutput.contents(of: path) } catch {
            notify("\(error); its run begins anew")
            return nil
        }
        guard let bytes = kept else { return nil }
        let headerLength = 65
        guard bytes.count >= 2 * headerLength, bytes[64] == UInt8(ascii: "\n"),
            bytes.prefix(64).elementsEqual(sha256(bytes.dropFirst(headerLength)).utf8),
            bytes.dropFirst(headerLength).prefix(headerLength).elementsEqual("\(identity.hash)\n".utf8)
        else {
            notify("\(path) is damaged or belongs to another run; its run begins anew")
            return nil
        }
        return Array(bytes.dropFirst(2 * headerLength))
    }

    /// Whether there is a state of an unfinished run, damaged or not.
    func hasCheckpoint(of identity: RunIdentity) -> Bool { access(checkpointPath(of: identity), F_OK) == 0 }

    private func checkpointPath(of identity: RunIdentity) -> String {
        "\(folder)/\(identity.label)-\(identity.short).checkpoint"
    }
}
