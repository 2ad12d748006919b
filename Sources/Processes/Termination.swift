import CProcesses
@_exported import Threading

/// How a process ends when it is told to by SIGINT (Ctrl-C), SIGTERM or SIGHUP.
public enum Termination {
    /// From now on these signals end the process at once, in one line on standard error and with status 128 + n, whatever it
    /// is doing; the first of several counts. A signal that the parent has ignored stays ignored.
    ///
    /// - Parameter program: Begins the line: `mnist1d: interrupted`. None is said by a ``ChildProcess``, whose parent says it.
    public static func endOnSignals(program: String) {
        guard !ChildProcess.followParent() else { return end_on_signals("") }
        say("\(program): interrupted")
    }

    /// Ends the line in how to go on, from now on. Does nothing without ``endOnSignals(program:)``.
    public static func advise(_ advice: String) {
        if let line = lastLine { say("\(line); \(advice)") }
    }

    /// The line in which the process ends; nil without ``endOnSignals(program:)``, or where a parent says it.
    public static var lastLine: String? { line.withLock { $0 } }

    private static func say(_ text: String) {
        line.withLock { $0 = text }
        end_on_signals("\(text)\n")
    }

    private static let line = Guarded<String?>(nil)

    /// Does what must not be left half done, such as putting files in their places. A signal that comes meanwhile ends
    /// the process afterwards, when no thread is in such a section any more. Keep it to a moment.
    public static func deferred<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        begin_deferral()
        defer { end_deferral() }
        return try body()
    }

    /// Whether standard error ends in a line that is to be erased, with the codes of a terminal, before another is written.
    public static func lineIsUnfinished(_ isUnfinished: Bool) {
        set_line_eraser(isUnfinished ? "\r\u{1B}[K" as StaticString : "")
    }
}

private func set_line_eraser(_ text: StaticString) {
    text.withUTF8Buffer { buffer in
        CProcesses.set_line_eraser(UnsafeRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self))
    }
}
