import Foundation
import Synchronization

/// Ctrl-C and SIGTERM, noticed between two steps of the work instead of in the middle of one.
public enum Interruption {
    private static let requested = Atomic<Bool>(false)

    /// From now on the first SIGINT or SIGTERM is only noted; a second one ends the process at once.
    public static func watch() {
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                Interruption.requested.store(true, ordering: .relaxed)
            }
            action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
            sigaction(number, &action, nil)
        }
    }

    /// Whether the user has asked the process to end.
    public static var isRequested: Bool { requested.load(ordering: .relaxed) }
}

/// The work ended early because the user asked for it.
public struct Interrupted: Error {}
