import Processes

/// Ctrl-C, SIGTERM and SIGHUP while an experiment runs; ``Processes/Termination`` ends it, at any moment.
public enum Interruption {
    /// From now on the line that the process ends in says how to go on.
    public static func watch() {
        Termination.advise("finished runs are kept, the same command goes on from here")
    }
}

/// The work ended early because the user asked for it. Nothing throws it: signals end the process where it is.
public struct Interrupted: Error {}
