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
            let message = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
            let hint = code == .validationFailure ? " (\(_commandName) --help lists the options)" : ""
            Console.writeToStandardError("Error: \(message)\(hint)\n")
            exit(withError: code)
        }
    }
}
