import Foundation

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
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - terminal: Whether lines can be rewritten; standard error is asked when nil.
    ///   - write: Where text goes; standard error by default.
    public init(
        terminal: Bool? = nil,
        write: @escaping @Sendable (String) -> Void = Console.writeToStandardError
    ) {
        self.terminal = terminal ?? (isatty(STDERR_FILENO) != 0)
        self.write = write
    }

    /// A message that cannot be shown is no reason to stop.
    @Sendable public static func writeToStandardError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
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
            state = State()
        }
    }

    /// Removes the progress line, so that an error stands on a line of its own.
    public func clear() {
        state.withLock { state in
            if terminal, !state.shown.isEmpty { write(Self.erased) }
            state = State()
        }
    }
}
