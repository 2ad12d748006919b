import Foundation

/// A file that cannot be read or written, and what the system says of it.
public struct FileError: Error, Equatable, CustomStringConvertible {
    public let path: String
    /// As in "No space left on device".
    public let reason: String

    public var description: String { "\(path): \(reason)" }

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// With what the system says about the call that failed last, or about the number of an error.
    init(path: String, number: Int32 = errno) { self.init(path: path, reason: Refusal(number).reason) }
}

/// Why something cannot be done to a file that whoever catches this can name.
struct Refusal: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    /// What the system says about an error.
    init(_ number: Int32) { self.init(String(cString: strerror(number))) }
}
