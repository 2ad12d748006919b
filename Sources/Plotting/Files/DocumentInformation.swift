/// What a picture file says about itself.
public struct DocumentInformation: Hashable, Sendable {
    public var title: String
    public var author: String
    /// Where the figure comes from: program, configuration, seeds, hashes of data and source.
    public var subject: String
    public var keywords: String

    public init(title: String = "", author: String = "", subject: String = "", keywords: String = "") {
        self.title = title
        self.author = author
        self.subject = subject
        self.keywords = keywords
    }
}
