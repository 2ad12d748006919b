/// Why a model cannot be trained or evaluated.
public struct ModelError: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
