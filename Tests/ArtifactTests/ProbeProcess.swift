import Foundation

/// `artifact-probe`, run as a user runs it.
final class ProbeProcess {
    let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    struct Ending {
        let status: Int32
        let output: String
        /// Standard error without what depends on the machine's speed: interim progress lines and times.
        let errors: String

        init(status: Int32, output: String, errors: String) {
            self.status = status
            self.output = output
            self.errors = errors.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasSuffix(" left") }
                .map { $0.replacing(/, (\d+ h )?(\d+ min ?)?(\d+ s)?$/, with: "") }
                .joined(separator: "\n")
        }
    }

    /// The executable stands beside the test bundle that is running.
    static var executable: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("artifact-probe").path
    }

    /// - Parameters:
    ///   - wrapper: A shell script that is to `exec "$@"`; nil for none.
    ///   - arguments: Those of the probe.
    init(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        wrapper: String? = nil
    ) throws {
        if let wrapper {
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", wrapper, "wrapper", Self.executable] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: Self.executable)
            process.arguments = arguments
        }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// Waits for the end. What the probe prints is short enough for a pipe's buffer.
    func ending() -> Ending {
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        return Ending(status: process.terminationStatus, output: text(output), errors: text(errors))
    }

    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        wrapper: String? = nil
    ) throws -> Ending {
        try ProbeProcess(arguments, in: folder, environment: environment, wrapper: wrapper).ending()
    }

    /// Waits until `condition` holds or the process has ended.
    func wait(until condition: () -> Bool) {
        while process.isRunning, !condition() { Thread.sleep(forTimeInterval: 0.005) }
    }
}
