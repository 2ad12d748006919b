import Foundation

/// A program of this package, run as a user runs it.
struct Executable {
    let url: URL

    /// The program of this name, which is built into the same folder as the running tests.
    init(_ name: String) {
        // The runner's arguments name the test bundle; where they do not, the running program is it.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let start = bundle.map { URL(fileURLWithPath: $0) } ?? Bundle.main.bundleURL
        var folder = start.resolvingSymlinksInPath()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
                !isFolder.boolValue
            {
                url = candidate
                return
            }
            folder.deleteLastPathComponent()
        }
        url = start.appendingPathComponent(name)
    }

    struct Result {
        let status: Int32
        let output: String
        let error: String

        /// What the program wrote to standard error, line by line.
        var errorLines: [Substring] { error.split(separator: "\n") }
    }

    /// Runs the program in a folder, with some variables added to the environment, and waits for
    /// its end.
    func callAsFunction(
        _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws -> Result {
        try run(url, arguments, in: folder, environment: environment)
    }
}

/// Runs a program and waits for its end. Output goes by way of files, which never fill up.
func run(
    _ program: URL, _ arguments: [String], in folder: String, environment: [String: String] = [:]
) throws -> Executable.Result {
    try withTemporaryFolder { captured in
        let (output, error) = ("\(captured)/output", "\(captured)/error")
        for path in [output, error] { try Data().write(to: URL(fileURLWithPath: path)) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: error)
        try process.run()
        process.waitUntilExit()
        return Executable.Result(
            status: process.terminationStatus,
            output: try String(contentsOfFile: output, encoding: .utf8),
            error: try String(contentsOfFile: error, encoding: .utf8))
    }
}

/// A folder of its own for one test, removed afterwards.
func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("command-line-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}
