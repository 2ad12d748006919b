/// An error whose description is one line: what is wrong, where, and how to go on.
public struct ArtifactError: Error, CustomStringConvertible, Equatable, Sendable {
    public let description: String

    /// - Parameter description: One line. Line breaks in it (from a wrapped error) become spaces.
    public init(_ description: String) {
        self.description = description.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
