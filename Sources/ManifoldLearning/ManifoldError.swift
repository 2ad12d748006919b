/// What is wrong with the points or the options of an embedding, in one line.
public struct ManifoldError: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
