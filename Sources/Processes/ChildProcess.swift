import CProcesses
import Foundation

/// A program that this one runs for its output.
///
/// It shares standard error, reads nothing, and ends with this process, however that ends: the system tells it so. It says
/// nothing of a signal then, because this process does.
public enum ChildProcess {
    /// How a program ended.
    public enum Ending: Sendable, Equatable {
        case status(Int32)
        case signal(Int32)
    }

    /// Runs a program and waits for its end.
    ///
    /// - Returns: What it printed, and how it ended; the system's number of an error where it could not be started.
    public static func output(of path: String, _ arguments: [String]) -> Result<(output: [UInt8], ending: Ending), StartFailure> {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .failure(StartFailure(number: errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = inherited() + [strdup("\(parentVariable)=\(getpid())"), nil]
        defer { for text in words + variables { free(text) } }
        var child = pid_t()
        let failure = start_program(path, &words, &variables, ends[1], &child)
        close(ends[1])
        defer { close(ends[0]) }
        guard failure == 0 else { return .failure(StartFailure(number: failure)) }
        let output = readAll(ends[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return .success((output, status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)))
    }

    /// Why a program could not be started.
    public struct StartFailure: Error {
        let number: Int32
        public var reason: String { String(cString: strerror(number)) }
    }

    /// Whether this process was started by ``output(of:_:)``. From now on it ends with its parent.
    ///
    /// To be called once, first of all.
    public static func followParent() -> Bool {
        guard let text = getenv(parentVariable), let parent = pid_t(String(cString: text)) else { return false }
        // What this process starts has another parent.
        unsetenv(parentVariable)
        guard getppid() == parent else { return false }
        end_with_parent(SIGTERM)
        // It may have ended in between.
        if getppid() != parent { _exit(128 + SIGTERM) }
        return true
    }

    private static let parentVariable = "ARTIFACT_PARENT"

    private static func inherited() -> [UnsafeMutablePointer<CChar>?] {
        var variables: [UnsafeMutablePointer<CChar>?] = []
        var entry = environment()
        while let text = entry?.pointee {
            variables.append(strdup(text))
            entry = entry.map { $0 + 1 }
        }
        return variables
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &part, part.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += part[..<count]
        }
    }
}
