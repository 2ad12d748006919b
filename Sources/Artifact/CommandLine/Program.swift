import Foundation

extension ParsableCommand {
    /// Parses the command line and runs the command; to be called by `main()`.
    ///
    /// Help and version go to standard output as usual. An error is one line on standard error that begins with `Error:`,
    /// without the usage that ArgumentParser adds; the exit code is 64 for a wrong command line, 1 for
    /// what fails later.
    public static func runAsProgram() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            guard !code.isSuccess, !(error is ExitCode) else { exit(withError: error) }
            let said = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
            let message = refusedNegative(CommandLine.arguments, said: said) ?? said
            let hint = code == .validationFailure ? " (\(_commandName) --help lists the options)" : ""
            Console.writeToStandardError("Error: \(message)\(hint)\n")
            exit(withError: code)
        }
    }
}

/// What the parser means where it took a negative number for an option: `--seeds -1` lacks a value, and `-1` is unknown.
private func refusedNegative(_ arguments: [String], said: String) -> String? {
    var option = ""
    for argument in arguments {
        if argument.hasPrefix("--") {
            option = argument
        } else if argument.hasPrefix("-"), Double(argument) != nil,
            said == "Unknown option '\(argument)'" || said.hasPrefix("Missing value for '\(option) ")
        {
            return "\(option) \(argument): expected no negative number"
        }
    }
    return nil
}
