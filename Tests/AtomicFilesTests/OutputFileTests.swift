import AtomicFiles
import Foundation
import Testing

@Suite struct OutputFileTests {
    /// What is put into a folder before `path` in it is written, and what must be true afterwards.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var path = "a"
        var put: @Sendable (_ folder: String) throws -> Void = { _ in }
        /// Where the bytes arrive.
        var arrivesAt = "a"
        var holds: @Sendable (_ folder: String) throws -> Bool = { _ in true }
    }

    static let longest = String(repeating: "ö", count: 127) + "x"

    static let written = [
        Case(testDescription: "a new file"),
        Case(testDescription: "the longest name", path: longest, arrivesAt: longest),
        Case(
            testDescription: "a file whose permissions stay", put: { try AtomicFilesTests.put("old", "\($0)/a", mode: 0o640) },
            holds: { mode("\($0)/a") == S_IFREG | 0o640 }),
        Case(
            testDescription: "a file that only its owner may read, in a folder of all",
            put: { try AtomicFilesTests.put("old", "\($0)/a", mode: 0o600) }, holds: { mode("\($0)/a") == S_IFREG | 0o600 }),
        Case(
            testDescription: "a link to a file",
            put: {
                try AtomicFilesTests.put("old", "\($0)/b", mode: 0o600)
                try link("b", "\($0)/a")
            }, arrivesAt: "b", holds: { mode("\($0)/a") & S_IFMT == S_IFLNK && mode("\($0)/b") == S_IFREG | 0o600 }),
        Case(
            testDescription: "links to a file that is not there yet, in another folder",
            put: {
                try FileManager.default.createDirectory(atPath: "\($0)/f/g", withIntermediateDirectories: true)
                try link("\($0)/b", "\($0)/a")
                try link("f/c", "\($0)/b")
                try link("g/d", "\($0)/f/c")
            }, arrivesAt: "f/g/d", holds: { mode("\($0)/a") & S_IFMT == S_IFLNK && mode("\($0)/f/c") & S_IFMT == S_IFLNK }),
        Case(
            testDescription: "a linked folder", path: "f/a",
            put: {
                try FileManager.default.createDirectory(atPath: "\($0)/g", withIntermediateDirectories: true)
                try link("g", "\($0)/f")
            }, arrivesAt: "g/a", holds: { mode("\($0)/f") & S_IFMT == S_IFLNK }),
    ]

    @Test(arguments: written) func whatIsWrittenArrivesWhole(_ it: Case) throws {
        try inFolder { folder in
            try it.put(folder)
            let before = try names(folder)
            let file = try OutputFile("\(folder)/\(it.path)")
            #expect(try names(folder) == before, "opening changes nothing")
            try file.write(Array("new".utf8))
            #expect(try text("\(folder)/\(it.arrivesAt)") == "new")
            #expect(try it.holds(folder))
            #expect(try names(folder).allSatisfy { !$0.hasSuffix(".tmp") })
        }
    }

    @Test func pipesAndDevicesAreWrittenThrough() throws {
        try inFolder { folder in
            let pipe = "\(folder)/pipe"
            mkfifo(pipe, 0o600)
            let reader = Handle(pipe, O_RDONLY | O_NONBLOCK)
            let file = try OutputFile(pipe)
            try file.write(Array("one ".utf8))
            try file.write(Array("two".utf8))
            #expect(reader.text == "one two")
            #expect(mode(pipe) & S_IFMT == S_IFIFO)

            // A device of the test's own where it may make one: a mistake would replace that of the machine.
            let null = "\(folder)/null"
            if mknod(null, S_IFCHR | 0o666, 1 << 8 | 3) == 0, let device = try? OutputFile(null) {
                try device.write([1, 2, 3])
                #expect(device.identity == nil && mode(null) & S_IFMT == S_IFCHR)
            }
        }
    }

    @Test func openDescriptorsAreWrittenWhereTheyAre() throws {
        try inFolder { folder in
            try put("before ", "\(folder)/a")
            let handle = Handle("\(folder)/a", O_WRONLY | O_APPEND)
            for name in ["/dev/fd/\(handle.descriptor)", "/proc/self/fd/\(handle.descriptor)"] {
                try OutputFile(name).write(Array("x".utf8))
            }
            try link("/dev/fd/\(handle.descriptor)", "\(folder)/b")
            try OutputFile("\(folder)/b").write(Array("y".utf8))
            #expect(try text("\(folder)/a") == "before xxy")

            let reading = Handle("\(folder)/a", O_RDONLY)
            let path = "/dev/fd/\(reading.descriptor)"
            #expect(throws: FileError(path: path, reason: "it is open for reading only")) { try OutputFile(path) }

            // A socket, as a program started by another may have for standard output.
            var pair: [Int32] = [0, 0]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
            defer { for descriptor in pair { close(descriptor) } }
            try OutputFile("/dev/fd/\(pair[0])").write(Array("z".utf8))
            var byte: UInt8 = 0
            #expect(read(pair[1], &byte, 1) == 1 && byte == UInt8(ascii: "z"))
        }
    }

    static let refused: [(path: String, reason: String)] = [
        ("", "the path is empty"), ("folder", "Is a directory"), ("folder/", "Is a directory"), ("folder/.", "Is a directory"),
        ("new/", "Is a directory"), ("none/a", "No such file or directory"), ("file/a", "Not a directory"),
        ("loop", "Too many levels of symbolic links"), (longest + "x", "File name too long"), ("a\0b", "the path holds a zero byte"),
        ("socket", "it is a socket that nobody has connected"),
        // Nobody, not even root, can make a file there.
        ("/proc/self/a", "No such file or directory"),
    ]

    @Test(arguments: refused) func whatCannotBeWrittenIsSaidWhenItIsOpened(path: String, reason: String) throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/folder", withIntermediateDirectories: false)
            try put("", "\(folder)/file")
            try link("loop", "\(folder)/loop")
            mknod("\(folder)/socket", S_IFSOCK | 0o600, 0)
            let before = try names(folder)
            let full = path.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)"
            #expect(throws: FileError(path: full, reason: reason)) { try OutputFile(full) }
            #expect(throws: FileError(path: full, reason: reason)) { try AtomicFile.write([1], to: full) }
            #expect(try names(folder) == before)
        }
    }

    @Test func aPipeThatNobodyReadsIsNotWaitedForForever() throws {
        try inFolder { folder in
            mkfifo("\(folder)/pipe", 0o600)
            #expect(throws: FileError(path: "\(folder)/pipe", reason: "nobody reads from this pipe")) {
                try OutputFile("\(folder)/pipe")
            }
        }
    }

    @Test func aDeviceThatIsFullIsAnError() throws {
        let file = try OutputFile("/dev/full")
        #expect(throws: FileError(path: "/dev/full", reason: "No space left on device")) { try file.write([1]) }
    }

    // MARK: Several files

    /// Paths of inputs and outputs, and how the last of them is refused; nil for not at all.
    static let sets: [(inputs: [String], outputs: [String], refusal: String?)] = [
        (["d"], ["a", "b"], nil), (["none"], ["a"], nil), (["d"], ["d"], "d: cannot be written: --in0 names the same file"),
        (["d"], ["a", "./folder/../d"], "./folder/../d: cannot be written: --in0 names the same file"),
        (["d"], ["link"], "link: cannot be written: --in0 names the same file"),
        (["link"], ["d"], "d: cannot be written: --in0 names the same file"),
        (["x"], ["d", "hard"], "hard: cannot be written: --out0 names the same file"),
        ([], ["new", "folder/../new"], "folder/../new: cannot be written: --out0 names the same file"),
        ([], ["newlink", "new"], "new: cannot be written: --out0 names the same file"),
        ([], ["/dev/null", "/dev/null"], nil),
        ([], ["é", "e\u{301}"], nil),
    ]

    @Test(arguments: sets.indices) func outputsAreApartFromEachOtherAndFromInputs(_ index: Int) throws {
        let (inputs, outputs, refusal) = Self.sets[index]
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/folder", withIntermediateDirectories: false)
            try put("data", "\(folder)/d")
            try link("d", "\(folder)/link")
            try link("new", "\(folder)/newlink")
            try FileManager.default.linkItem(atPath: "\(folder)/d", toPath: "\(folder)/hard")
            func full(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
            var said: String?
            do {
                var set = OutputSet(inputs: inputs.enumerated().map { ("--in\($0)", full($1)) })
                for (number, path) in outputs.enumerated() { _ = try set.open(full(path), as: "--out\(number)") }
            } catch {
                said = "\(error)"
            }
            #expect(said == refusal.map { "--out\(outputs.count - 1) \(folder)/\($0)" })
            #expect(try text("\(folder)/d") == "data")
        }
    }
}
