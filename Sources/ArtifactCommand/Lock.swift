import ArgumentParser
import Artifact
import Foundation

/// flock(1), which not every system has.
struct Lock: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a command while nobody else does who asks for the same lock.", shouldDisplay: false)

    @Argument(help: "The file that stands for the lock; made where it is not there.")
    var file: String

    @Argument(parsing: .captureForPassthrough, help: "The command and its arguments.")
    var command: [String]

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("<command>: expected a command") }
    }

    func run() throws {
        let descriptor = open(file, O_RDWR | O_CREAT, 0o666)
        guard descriptor >= 0 else { throw ArtifactError("\(file): \(String(cString: strerror(errno)))") }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            Console().message("artifact: \(file): another command has the lock; waiting for it to end")
        }
        // It goes when the command, which inherits the file, ends.
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ArtifactError("\(file): cannot be locked: \(String(cString: strerror(errno)))") }
        }
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        execvp(command[0], &words)
        throw ArtifactError("\(command[0]): \(String(cString: strerror(errno)))")
    }
}
