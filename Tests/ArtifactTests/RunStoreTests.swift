import Artifact
import Foundation
import Synchronization
import Testing

/// Keeps the lines that a store says.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite struct RunStoreTests {
    private struct Outcome: Codable, Equatable {
        var losses: [Float]
        var text = "x"
    }
    private let folder: TemporaryFolder
    private let notes = Notes()
    private let outcome = Outcome(losses: [1.5, 0.1, -0.0])

    init() throws { folder = try TemporaryFolder() }

    private func store(_ access: RunStore.Access = .write(waiting: false)) throws -> RunStore {
        try RunStore(directory: folder.path, experiment: "example", access: access, notify: notes.add)
    }

    private func identity(_ seed: Int = 1, code: String = "a", label: String = "run") throws -> RunIdentity {
        try RunIdentity(
            experiment: "example", code: code, configuration: Example(seed: seed), label: label)
    }

    @Test func whatIsSavedIsFound() throws {
        let store = try store()
        #expect(try store.outcome(Outcome.self, of: try identity()) == nil)
        try store.save(outcome, of: identity())
        #expect(try store.outcome(Outcome.self, of: try identity()) == outcome)
        #expect(try self.store(.read).outcome(Outcome.self, of: identity(label: "renamed")) == outcome)
        #expect(try self.store(.read).outcome(Outcome.self, of: identity(2)) == nil)
        #expect(folder.files() == ["example/.lock", "example/run-\(try identity().short).json"])
        #expect(notes.all.isEmpty)
    }

    @Test func otherCodeIsAnotherRun() throws {
        let store = try store()
        try store.save(outcome, of: identity())
        #expect(try store.outcome(Outcome.self, of: try identity(code: "b")) == nil)
        #expect(notes.all.isEmpty)
    }

    /// Which of two states of the code counts does not depend on the files' times, which a copy changes.
    @Test(arguments: ["a", "b"]) func theCodeThatRanLastCounts(last: String) throws {
        let store = try store()
        for code in ["a", "b"] { try store.save(Outcome(losses: [code == "a" ? 1 : 2]), of: identity(code: code)) }
        for code in ["a", "b"] {
            let time = Date(timeIntervalSince1970: code == last ? 1e9 : 2e9)
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: store.path(of: identity(code: code)))
        }
        try FileOutput.write(Array("\(last)\n".utf8), to: "\(folder.path)/example/code-last.txt")
        let runs = try StoredRun.all(in: folder.path)
        let short = try identity(code: last).short
        #expect(runs.count == 1 && runs[0].path.hasSuffix("run-\(short).json"))
    }

    @Test func eachTruncationAndEachChangedByteIsNoticed() throws {
        let store = try store()
        let identity = try identity()
        try store.save(outcome, of: identity)
        let path = store.path(of: identity)
        let bytes = try FileOutput.read(path)
        var damaged = (0..<bytes.count).map { Array(bytes[..<$0]) }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            damaged.append(changed)
        }
        damaged.append(bytes + [10])
        for file in damaged {
            try FileOutput.write(file, to: path)
            #expect(try store.outcome(Outcome.self, of: identity) == nil)
        }
        #expect(notes.all.count == damaged.count)
        #expect(notes.all.allSatisfy { $0.hasPrefix(path) && !$0.contains("\n") })
        #expect(notes.all[0] == "\(path) is empty; its run counts as not done")
        #expect(notes.all[1] == "\(path) is not the file of a run; its run counts as not done")
        #expect(
            notes.all[200] == "\(path) is damaged or incomplete: its checksum does not match; its run counts as not done")
        try store.save(outcome, of: identity)
        #expect(try store.outcome(Outcome.self, of: identity) == outcome)
    }

    @Test func aFileOfAnotherRunIsNotBelieved() throws {
        let store = try store()
        let mine = try identity(1)
        try store.save(outcome, of: identity(2))
        let path = "\(store.folder)/run-\(mine.short).json"
        try FileOutput.write(FileOutput.read(store.path(of: identity(2))), to: path)
        #expect(try store.outcome(Outcome.self, of: mine) == nil)
        #expect(notes.all == ["\(path) belongs to another run or other code; its run counts as not done"])
    }

    @Test func aResultOfAnotherShapeIsNotBelieved() throws {
        let store = try store()
        try store.save(["something": "else"], of: identity())
        #expect(try store.outcome(Outcome.self, of: try identity()) == nil)
        #expect(notes.all.count == 1 && notes.all[0].contains("holds another kind of result: line 8, "))
    }

    /// What cannot be read is not known to be damaged, and is not computed again over it.
    @Test func aResultThatCannotBeReadIsAnError() throws {
        let store = try store()
        let path = store.path(of: try identity())
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
        #expect(throws: ArtifactError("\(path): cannot be read: Too many levels of symbolic links")) {
            try store.outcome(Outcome.self, of: identity())
        }
    }

    @Test func checkpointsAreKeptUntilTheResultIs() throws {
        let store = try store()
        let identity = try identity()
        #expect(store.checkpoint(of: identity) == nil)
        try store.saveCheckpoint([1, 2, 3], of: identity)
        try store.saveCheckpoint([0, 255, 10], of: identity)
        #expect(store.checkpoint(of: identity) == [0, 255, 10])
        #expect(try store.outcome(Outcome.self, of: identity) == nil)
        try store.save(outcome, of: identity)
        #expect(store.checkpoint(of: identity) == nil)
        #expect(notes.all.isEmpty)
    }

    /// A process may be killed between the two: after the outcome's file is there, before the checkpoint's is gone.
    @Test func aCheckpointThatOutlivedItsRunIsRemovedWithTheOutcomeInUse() throws {
        let store = try store()
        let identity = try identity()
        try store.save(outcome, of: identity)
        try store.saveCheckpoint([1, 2, 3], of: identity)
        #expect(try self.store(.read).outcome(Outcome.self, of: identity) == outcome)
        #expect(store.checkpoint(of: identity) == [1, 2, 3])
        #expect(try store.outcome(Outcome.self, of: identity) == outcome)
        #expect(folder.files() == ["example/.lock", "example/run-\(identity.short).json"])
    }

    @Test func aDamagedCheckpointIsNoticed() throws {
        let store = try store()
        let identity = try identity()
        try store.saveCheckpoint([1, 2, 3], of: identity)
        let path = "\(store.folder)/run-\(identity.short).checkpoint"
        let bytes = try FileOutput.read(path)
        for count in bytes.indices {
            try FileOutput.write(Array(bytes[..<count]), to: path)
            #expect(store.checkpoint(of: identity) == nil)
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            try FileOutput.write(changed, to: path)
            #expect(store.checkpoint(of: identity) == nil)
        }
        #expect(notes.all.count == 2 * bytes.count)
        // A whole one, but of another run.
        try store.saveCheckpoint([1], of: self.identity(2))
        try FileOutput.write(
            FileOutput.read("\(store.folder)/run-\(self.identity(2).short).checkpoint"), to: path)
        #expect(store.checkpoint(of: identity) == nil)
    }

    @Test func oneWriterAtATime() throws {
        let first = try store()
        #expect(
            throws: ArtifactError(
                "\(first.folder): in use by process \(getpid()); wait for it to end, or give another --results folder")
        ) { try store() }
        #expect(throws: Never.self) { try store(.read) }
        withExtendedLifetime(first) {}
    }

    @Test func theLockEndsWithTheStore() throws {
        _ = try store()
        #expect(throws: Never.self) { try store() }
    }

    @Test func theFilesOfAKilledWriterAreRemoved() throws {
        _ = try store()
        // Nobody holds the lock of this one.
        try Data().write(to: URL(fileURLWithPath: "\(folder.path)/example/.atomic-0123456789abcdef.tmp"))
        _ = try store()
        #expect(folder.files(in: "example") == [".lock"])
    }
}
