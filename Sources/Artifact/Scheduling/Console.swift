import Foundation
import Synchronization

/// Standard error, shared by messages and one progress line that updates itself.
///
/// On a terminal the progress line is rewritten in place; elsewhere it is printed now and then.
public final class Console: Sendable {
    private struct State {
        var shown = ""
        var nextLine = 0.0
    }
    private let state = Mutex(State())
    private let terminal: Bool
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - terminal: Whether lines can be rewritten; standard error is asked when nil.
    ///   - write: Where text goes; standard error by default.
    public init(
        terminal: Bool? = nil,
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
    ) {
        self.terminal = terminal ?? (isatty(STDERR_FILENO) != 0)
        self.write = write
    }

    /// Prints a line of its own.
    public func message(_ text: String) {
        state.withLock { state in
            write(terminal && !state.shown.isEmpty ? "\r\u{1B}[K\(text)\n\(state.shown)" : "\(text)\n")
        }
    }

    /// Shows how far the work is, if it is time to.
    public func show(_ progress: RunProgress, elapsed: Double) {
        state.withLock { state in
            if terminal {
                let text = progress.text(elapsed: elapsed)
                if text != state.shown { write("\r\u{1B}[K\(text)") }
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
            write((terminal ? "\r\u{1B}[K" : "") + progress.text(elapsed: elapsed) + "\n")
            state = State()
        }
    }

    /// Removes the progress line, so that an error stands on a line of its own.
    public func clear() {
        state.withLock { state in
            if terminal, !state.shown.isEmpty { write("\r\u{1B}[K") }
            state = State()
        }
    }
}
