import Foundation
import Processes

/// A failure that has a status of its own, so that whoever started the program can tell it from others.
public struct StatusError: Error, CustomStringConvertible {
    public let description: String
    /// 2...63: 1 is any failure, 64 a wrong command line.
    public let status: Int32

    public init(_ description: String, status: Int32) {
        self.description = description
        self.status = status
    }
}

extension ParsableCommand {
    /// Parses the command line and runs the command; to be called by `main()`.
    ///
    /// Help and version go to standard output as usual. An error is one line on standard error that begins with `Error:`,
    /// without the usage that ArgumentParser adds; the exit code is 64 for a wrong command line, that of a ``StatusError``,
    /// and 1 for what else fails later, also for output that cannot be written. SIGINT, SIGTERM and SIGHUP end the program in
    /// one line and with 128 + n.
    ///
    /// - Parameter experiments: Those whose runs others may need.
    public static func runAsProgram(with experiments: [any Experiment.Type] = []) {
        LinkedExperiments.add(experiments)
        StandardDescriptors.openClosed()
        Termination.endOnSignals(program: _commandName)
        var running: ParsableCommand.Type?
        do {
            let words = try textOfArguments()
            var command = try parseAsRoot(Array(words.dropFirst()))
            running = type(of: command)
            try command.run()
            try flushOutput()
        } catch let code as ExitCode {
            end(code.rawValue)
        } catch let interrupted as Interrupted {
            end(interrupted.status, Termination.lastLine)
        } catch let failure as StatusError {
            end(failure.status, "Error: \(oneLine(failure.description))")
        } catch {
            let code = exitCode(for: error)
            guard !code.isSuccess else {
                print(fullMessage(for: error))
                end(0)
            }
            guard code == .validationFailure else { end(code.rawValue, "Error: \(oneLine(text(of: error)))") }
            let path = running.flatMap { commandPath(to: $0) } ?? commandPath(in: fullMessage(for: error))
            let said = oneLine(message(for: error))
            let help = "\(path.map { $0._commandName }.joined(separator: " ")) --help"
            let better = refusedNegative(ProgramArguments.words, said: said) ?? abbreviatedOption(said, help: helpMessage(for: path.last!))
            end(code.rawValue, "Error: \(better ?? said) (\(help) lists the options)")
        }
    }

    /// Ends the process with a last line on standard error. What was printed and cannot be written makes a success a failure.
    private static func end(_ status: Int32, _ line: String? = nil) -> Never {
        if let line { Console.writeToStandardError(line + "\n") }
        do { try flushOutput() } catch {
            if status == 0 {
                Console.writeToStandardError("Error: \(error)\n")
                Foundation.exit(1)
            }
        }
        Foundation.exit(status)
    }

    /// What a person can do something with: Foundation's errors describe themselves for programmers.
    private static func text(of error: any Error) -> String {
        switch error {
        case let error as CocoaError: "\(error.filePath ?? "a file"): \(error.reason)"
        case let error as DecodingError: error.expectation
        default: message(for: error)
        }
    }

    // MARK: Commands and subcommands

    /// The commands from this one to one of its subcommands, as they are typed.
    private static func commandPath(to command: ParsableCommand.Type) -> [ParsableCommand.Type]? {
        if command == self { return [self] }
        for subcommand in configuration.subcommands {
            if let path = subcommand.commandPath(to: command) { return [self] + path }
        }
        return nil
    }

    /// The commands that the parser refers to at the end of an error: `See 'mnist1d train --help' for more information.`
    private static func commandPath(in message: String) -> [ParsableCommand.Type] {
        let words = message.split(separator: "'").first { $0.hasSuffix(" --help") }?.split(separator: " ") ?? []
        var path: [ParsableCommand.Type] = [self]
        for word in words.dropFirst() {
            guard let next = path.last!.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
            path.append(next)
        }
        return path
    }
}

/// The command line. File names are bytes to the system and text to this program: two names in invalid UTF-8 would become the same text.
private func textOfArguments() throws -> [String] {
    let arguments = ProgramArguments.bytes
    guard !arguments.isEmpty else { throw ArtifactError("the arguments cannot be read: /proc is not there") }
    return try arguments.enumerated().map { index, bytes in
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw ValidationError("argument \(index), \(String(decoding: bytes, as: UTF8.self)): expected text in UTF-8")
    }
}

private func flushOutput() throws {
    if let reason = StandardDescriptors.flushOutput() {
        throw ArtifactError("standard output: cannot be written: \(reason)")
    }
}

private func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }

extension CocoaError {
    /// What the system says, where that is the cause.
    fileprivate var reason: String {
        (underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? localizedDescription
    }
}
