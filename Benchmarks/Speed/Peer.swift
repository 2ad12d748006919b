import Foundation

/// Another library that does the same work in a process of its own, asked row by row.
///
/// A line `row seconds` on its input asks for a block of about so many seconds; it answers with the seconds that doing the
/// row once took, or with `none` where it does not know the row. Its first line names it and its version.
final class Peer {
    /// Name and version, as it says itself.
    private(set) var name = ""
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending: [UInt8] = []

    /// Starts `python script`.
    init(python: String, script: String) throws {
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script]
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            throw SpeedError("\(python): cannot be run: make bench PEERS=1 installs it")
        }
        guard let first = readLine() else {
            throw SpeedError("\(script): it ended without naming itself; its message is above")
        }
        name = first
    }

    /// The seconds of doing a row once, or nil where the peer does not know it.
    func seconds(_ row: String, blockSeconds: Double) throws -> Double? {
        try input.fileHandleForWriting.write(contentsOf: Data("\(row) \(blockSeconds)\n".utf8))
        guard let answer = readLine() else { throw SpeedError("\(name): ended at row \(row)") }
        if answer == "none" { return nil }
        guard let seconds = Double(answer) else { throw SpeedError("\(name): answered \(answer) to row \(row)") }
        return seconds
    }

    /// Ends the process.
    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func readLine() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeFirst(end + 1) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            let new = output.fileHandleForReading.availableData
            if new.isEmpty { return nil }
            pending += new
        }
    }
}
