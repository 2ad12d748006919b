/// What is wrong with data or with a file, in one line: what, where, and what was expected.
public struct DatasetError: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
