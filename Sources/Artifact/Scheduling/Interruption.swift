import Processes

/// Ctrl-C, SIGTERM and SIGHUP while an experiment runs; ``Processes/Termination`` ends it, at any moment.
public enum Interruption {
    /// From now on the line that the process ends in says how to go on.
    public static func watch() {
        Termination.advise("finished runs are kept, and the same command resumes")
    }

    /// Never: whoever asks is not told before the process ends.
    public static var isRequested: Bool { false }
}

/// The work ended early because a program that this one started was told to end.
public struct Interrupted: Error {}
