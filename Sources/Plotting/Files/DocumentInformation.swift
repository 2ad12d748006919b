/// What a picture file says about itself.
public struct DocumentInformation: Hashable, Sendable {
    public var title: String
    public var author: String
    /// Where the figure comes from: program, configuration, seeds, hashes of data and source.
    public var subject: String
    public var keywords: String
    /// What the figure shows, for those who cannot see it; empty for the figure's own `summary`.
    public var description: String

    public init(
        title: String = "", author: String = "", subject: String = "", keywords: String = "", description: String = ""
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.keywords = keywords
        self.description = description
    }
}
