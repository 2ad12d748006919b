import Foundation
import Processes

/// Another program of this package. It stands beside this one, and ends with it.
public enum SiblingProgram {
    /// What a program prints; its messages go where this one's go.
    ///
    /// - Parameter purpose: Ends errors, such as "its runs are needed here".
    public static func output(of name: String, _ arguments: [String], purpose: String? = nil) throws -> String {
        let own = Bundle.main.executableURL ?? URL(fileURLWithPath: ProgramArguments.words.first ?? "")
        let (path, firstArguments) = MultiCallProgram.command(for: name, own: own.resolvingSymlinksInPath())
        let need = purpose.map { ", and \($0)" } ?? ""
        switch ChildProcess.output(of: path, firstArguments + arguments) {
        case .failure(let failure):
            throw ArtifactError("\(path): cannot be run: \(failure.reason)\(need); make build builds it")
        case .success((let output, .status(0))): return String(decoding: output, as: UTF8.self)
        case .success((_, .status(let status))) where [SIGINT, SIGTERM, SIGHUP].contains(status - 128): throw Interrupted(status: status)
        case .success((_, .status(let status))): throw ArtifactError("\(name): ended with status \(status)\(need)")
        case .success((_, .signal(let number))) where [SIGINT, SIGTERM, SIGHUP].contains(number): throw Interrupted(status: 128 + number)
        case .success((_, .signal(let number))): throw ArtifactError("\(name): was ended by signal \(number)\(need)")
        }
    }
}

/// The work ended early because a program that this one started was told to end.
public struct Interrupted: Error, CustomStringConvertible {
    /// 128 + the signal's number.
    public let status: Int32

    public var description: String { "interrupted" }
}
