import Foundation

/// Another library that does the same work in a process of its own, asked row by row.
///
/// It reads a request a line and answers each in a line, with `none` where it does not know the row. Its first line names it
/// and its version.
final class Peer {
    /// Name and version, as it says itself.
    private(set) var name = ""
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending: [UInt8] = []

    /// Starts `python script arguments`.
    init(python: String, script: String, _ arguments: [String] = []) throws {
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script] + arguments
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

    /// The seconds of doing a row once in a block of about so many seconds, or nil where the peer does not know it.
    func seconds(_ row: String, blockSeconds: Double) throws -> Double? {
        try ask("\(row) \(blockSeconds)")
        guard let text = try answer() else { return nil }
        guard let seconds = Double(text) else { throw SpeedError("\(name): answered \(text) to row \(row)") }
        return seconds
    }

    func ask(_ request: String) throws { try input.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8)) }

    /// The answer to the oldest request; nil where the peer does not know the row.
    func answer() throws -> String? {
        guard let answer = readLine() else { throw SpeedError("\(name): it ended without an answer; its message is above") }
        return answer == "none" ? nil : answer
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
