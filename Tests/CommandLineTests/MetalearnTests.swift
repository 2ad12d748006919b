import Foundation
import Testing

/// The metalearning experiments at quick scale, run as a user runs them.
@Suite struct MetalearnTests {
    private func figures(_ folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        return files
    }

    private func quick(_ results: String, _ figures: String, _ more: [String] = []) -> [String] {
        ["--scale", "quick", "--results", results, "--figures", figures] + more
    }

    @Test(arguments: ["metalearn-learning-rate", "metalearn-activation"])
    func theNumberOfThreadsChangesNoByte(name: String) throws {
        try withTemporaryFolder { folder in
            let experiment = Executable(name)
            #expect(try experiment(quick("r1", "f1", ["--threads", "1"]), in: folder).status == 0)
            // More threads than runs: they work inside of a run.
            #expect(try experiment(quick("r5", "f5", ["--threads", "5"]), in: folder).status == 0)
            let single = try figures("\(folder)/f1")
            #expect(single.keys.contains { $0.hasSuffix(".pdf") })
            #expect(try figures("\(folder)/f5") == single)
        }
    }

    @Test func aKilledMetalearningGoesOnAtItsLastOuterStep() throws {
        try withTemporaryFolder { folder in
            let experiment = Executable("metalearn-activation")
            let options = ["--outer-steps", "6", "--threads", "1", "--seeds", "0"]
            func hasCheckpoint() -> Bool {
                let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/r/metalearn-activation")
                return (names ?? []).contains { $0.hasSuffix(".checkpoint") }
            }
            let process = Process()
            process.executableURL = experiment.url
            process.arguments = quick("r", "f", options)
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            while process.isRunning, !hasCheckpoint() { usleep(500) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(hasCheckpoint())
            #expect(try experiment(quick("r", "f", options), in: folder).status == 0)
            #expect(!hasCheckpoint())
            #expect(try experiment(quick("whole", "expected", options), in: folder).status == 0)
            #expect(try figures("\(folder)/f") == figures("\(folder)/expected"))
        }
    }

    static let errors: [(name: String, options: [String], message: String)] = [
        ("metalearn-learning-rate", ["--from", "0"], "--from 0.0: expected finite numbers above 0, each once"),
        ("metalearn-learning-rate", ["--from", "1", "1"], "--from 1.0: expected finite numbers above 0, each once"),
        ("metalearn-learning-rate", ["--seeds", "4294967296"], "--seeds 4294967296: expected numbers from 0 to 4294967295"),
        ("metalearn-activation", ["--seeds", "4294967296"], "--seeds 4294967296: expected numbers from 0 to 4294967295"),
        ("metalearn-activation", ["--outer-steps", "0"], "--outer-steps 0: expected a number from 1 to 100000"),
    ]

    @Test(arguments: errors) func wrongOptionsAreNamedInOneLine(name: String, options: [String], message: String) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(options, in: folder)
            #expect(result.error == "Error: \(message) (\(name) --help lists the options)\n")
            #expect(result.status == 64)
        }
    }
}
