import CProcesses
import Foundation

/// Standard input, output and error.
public enum StandardDescriptors {
    /// Opens those that are closed on /dev/null, before a file gets one of their numbers and messages land in it.
    public static func openClosed() {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
            // The lowest free number is this one.
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Writes out what was printed.
    ///
    /// - Returns: What the system says of printed text that is lost; nil when all is written.
    public static func flushOutput() -> String? {
        switch flush_standard_output() {
        case 0: nil
        case -1: "a part of the output could not be written"
        case let number: String(cString: strerror(number))
        }
    }
}
