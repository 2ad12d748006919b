import Foundation
import Synchronization

/// Ctrl-C and SIGTERM, noticed between two steps of the work instead of in the middle of one.
public enum Interruption {
    private static let requested = Atomic<Bool>(false)

    /// From now on the first SIGINT or SIGTERM is only noted; a second one ends the process at once.
    public static func watch() {
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            sigaction(number, nil, &action)
            // A parent that has the signal ignored, as nohup and background jobs of scripts do, means it.
            if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
                == unsafeBitCast(SIG_IGN, to: Int.self)
            { continue }
            action.__sigaction_handler.sa_handler = { _ in
                Interruption.requested.store(true, ordering: .relaxed)
            }
            action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
            sigaction(number, &action, nil)
            // A parent may have left it blocked.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, number)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        }
    }

    /// Whether the user has asked the process to end.
    public static var isRequested: Bool { requested.load(ordering: .relaxed) }
}

/// The work ended early because the user asked for it.
public struct Interrupted: Error {}
