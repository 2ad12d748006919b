/// A location in the paper, ordered as the paper is read.
///
/// The paper does not number the parts of its Section 4; here they are 4.1 lottery tickets, 4.2 double descent, 4.3
/// metalearning, 4.4 activation function, 4.5 spatial priors, 4.6 pooling.
public struct PaperLocation: Sendable, Comparable {
    /// The heading, then what names a part of it, such as `b` or ` (caption)`.
    private let index: Int
    private let part: String

    /// From a text such as `Table 1`, `Figure 3b`, `Section 4.2`; nil if the paper has no such location.
    public init?(_ text: String) {
        let found = Self.headings.enumerated().filter { text.hasPrefix($0.element) }
            .max { $0.element.utf8.count < $1.element.utf8.count }
        guard let found else { return nil }
        part = String(text.dropFirst(found.element.count))
        index = found.offset
        // `Figure 11` is not a part of `Figure 1`.
        guard part.first.map({ !$0.isNumber && $0 != "." }) ?? true else { return nil }
    }

    public static func < (a: PaperLocation, b: PaperLocation) -> Bool { (a.index, a.part) < (b.index, b.part) }

    private static let headings = [
        "Abstract", "Section 1", "Figure 1", "Figure 2", "Section 2", "Table 1", "Section 3", "Section 4", "Section 4.1",
        "Figure 3", "Section 4.2", "Figure 4", "Section 4.3", "Figure 5", "Section 4.4", "Figure 6", "Section 4.5",
        "Section 4.6", "Figure 7", "Section 5", "Section 6", "Section 7", "Appendix A", "Figure 8", "Figure 9",
        "Figure 10", "Appendix B", "Table 2",
    ]
}
