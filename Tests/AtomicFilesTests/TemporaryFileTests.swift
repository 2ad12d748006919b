import AtomicFiles
import Foundation
import Processes
import Testing

@Suite struct TemporaryFileTests {
    @Test func temporaryFilesGoWithTheirWriters() throws {
        try inFolder { folder in
            let abandoned = ".atomic-0123456789abcdef.tmp"
            // A writer is whoever holds the lock, whatever its number and wherever it runs.
            let living = ".atomic-fedcba9876543210.tmp"
            let others = [".atomic-0123456789abcdeg.tmp", ".atomic-0.tmp", "atomic-0123456789abcdef.tmp", ".a.tmp", ".lock"]
            for name in others + [abandoned, living] { try put("x", "\(folder)/\(name)") }
            try link("\(folder)/.lock", "\(folder)/.atomic-aaaaaaaaaaaaaaaa.tmp")
            mkfifo("\(folder)/.atomic-bbbbbbbbbbbbbbbb.tmp", 0o600)
            let writer = Handle("\(folder)/\(living)", O_WRONLY)
            #expect(flock(writer.descriptor, LOCK_EX | LOCK_NB) == 0)
            AtomicFile.removeAbandoned(in: folder)
            let kept = others + [living, ".atomic-aaaaaaaaaaaaaaaa.tmp", ".atomic-bbbbbbbbbbbbbbbb.tmp"]
            #expect(try names(folder) == kept.sorted())
            AtomicFile.removeAbandoned(in: "\(folder)/none")
        }
    }

    /// Once for each folder. A folder is known by its number, which one that is gone may have had before: of many that
    /// are there at once, most have numbers of their own.
    @Test func whoeverWritesRemovesThemFirst() throws {
        try inFolder { folder in
            let tidy = try (0..<300).count { index in
                let new = "\(folder)/\(index)"
                try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: false)
                try put("x", "\(new)/.atomic-0123456789abcdef.tmp")
                try AtomicFile.write([1], to: "\(new)/a")
                return try names(new) == ["a"]
            }
            #expect(tidy > 100)
        }
    }

    /// A file may be taken for abandoned between its creation and its lock; its writer begins anew.
    @Test func writersAndThoseWhoTidyUpDoNotDisturbEachOther() throws {
        try inFolder { (folder) throws in
            let left = Guarded(4)
            let failures = Guarded<[String]>([])
            for writer in 0..<4 {
                let started = Threads.start {
                    for round in 0..<100 {
                        do { try AtomicFile.write([UInt8(round)], to: "\(folder)/\(writer)") } catch {
                            failures.withLock { $0.append("\(error)") }
                        }
                    }
                    left.withLock { $0 -= 1 }
                }
                #expect(started)
            }
            while left.withLock({ $0 }) > 0 { AtomicFile.removeAbandoned(in: folder) }
            #expect(failures.withLock { $0 } == [])
            #expect(try names(folder) == ["0", "1", "2", "3"])
            for writer in 0..<4 { #expect(try AtomicFile.read("\(folder)/\(writer)") == [99]) }
        }
    }
}
