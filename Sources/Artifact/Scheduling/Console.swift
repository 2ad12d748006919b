import Foundation
import Processes

/// Standard error, shared by messages and one progress line that updates itself.
///
/// On a terminal the progress line is rewritten in place; elsewhere it is printed now and then.
public final class Console: Sendable {
    private struct State {
        var shown = ""
        var nextLine = 0.0
    }
    private let state = Guarded(State())
    private let terminal: Bool
    /// Whether the progress line is on standard error itself, where the end of the process must erase it.
    private let isStandardError: Bool
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - terminal: Whether lines can be rewritten; when nil, if standard error is a terminal that knows how.
    ///   - write: Where text goes; standard error by default.
    public init(
        terminal: Bool? = nil,
        write: @escaping @Sendable (String) -> Void = Console.writeToStandardError
    ) {
        self.terminal = terminal ?? Self.rewritesLines(ProcessInfo.processInfo.environment)
        isStandardError = terminal == nil
        self.write = write
    }

    /// A dumb terminal, such as an editor's, shows the codes instead of following them.
    private static func rewritesLines(_ environment: [String: String]) -> Bool {
        let kind = environment["TERM"] ?? ""
        return isatty(STDERR_FILENO) != 0 && !kind.isEmpty && kind != "dumb"
    }

    /// A message that cannot be shown is no reason to stop.
    @Sendable public static func writeToStandardError(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Descriptor.write($0, to: STDERR_FILENO) }
    }

    /// Rewrites the terminal's last line; what is wider than the terminal is cut off instead of wrapped.
    private static func rewritten(_ text: String) -> String { "\r\u{1B}[K\u{1B}[?7l\(text)\u{1B}[?7h" }
    private static let erased = "\r\u{1B}[K"

    /// Prints a line of its own.
    public func message(_ text: String) {
        state.withLock { state in
            write(terminal && !state.shown.isEmpty ? "\(Self.erased)\(text)\n\(Self.rewritten(state.shown))" : "\(text)\n")
        }
    }

    /// Shows how far the work is, if it is time to.
    public func show(_ progress: RunProgress, elapsed: Double) {
        state.withLock { state in
            if terminal {
                let text = progress.text(elapsed: elapsed)
                if state.shown.isEmpty, isStandardError { Termination.lineIsUnfinished(true) }
                if text != state.shown { write(Self.rewritten(text)) }
                state.shown = text
            } else if elapsed >= state.nextLine {
                if elapsed >= 1 { write(progress.text(elapsed: elapsed) + "\n") }
                state.nextLine = RunProgress.nextLine(after: elapsed)
            }
        }
    }

    /// Ends the progress line with a last state of it.
    public func finish(_ progress: RunProgress, elapsed: Double) {
        state.withLock { state in
            write((terminal ? Self.erased : "") + progress.text(elapsed: elapsed) + "\n")
            if isStandardError { Termination.lineIsUnfinished(false) }
            state = State()
        }
    }

    /// Removes the progress line, so that what is printed stands on lines of its own.
    public func clear() {
        state.withLock { state in
            if terminal, !state.shown.isEmpty { write(Self.erased) }
            if isStandardError { Termination.lineIsUnfinished(false) }
            state.shown = ""
        }
    }
}
