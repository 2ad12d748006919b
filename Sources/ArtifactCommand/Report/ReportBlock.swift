import Artifact

/// A figure or table of the paper in the report, with its claims and with what else the same program draws.
struct ReportBlock {
    let figures: FigureSet
    let entry: FigureSet.Entry
    /// What it is called in the paper, such as `Figure 7`; nil for what the paper does not show.
    let heading: String?
    private(set) var more: [FigureSet.Entry] = []
    private(set) var claims: [ClaimRow] = []

    /// Names the block on the page.
    var id: String { ReportBlock.id(figures, entry) }

    static func id(_ figures: FigureSet, _ entry: FigureSet.Entry) -> String {
        "\(figures.folder)-\(entry.name)".replacing("/", with: "-")
    }

    /// All blocks in the order of the paper. A set that has no figure of the paper begins with its first one, which stands where the
    /// set's first claim is.
    static func blocks(_ sets: [FigureSet]) -> [ReportBlock] {
        inOrder(sets.flatMap(blocks))
    }

    private static func inOrder(_ blocks: [ReportBlock]) -> [ReportBlock] {
        blocks.enumerated().sorted { a, b in
            guard let one = a.element.position else { return b.element.position == nil && a.offset < b.offset }
            guard let other = b.element.position else { return true }
            return one < other || !(other < one) && a.offset < b.offset
        }.map(\.element)
    }

    private static func blocks(_ set: FigureSet) -> [ReportBlock] {
        let shown = set.entries.filter { $0.kind != .data }
        let claims = ClaimsFile.sorted(set.claims)
        var blocks: [ReportBlock] = []
        let inPaper = shown.contains { heading(ofEntry: $0.name) != nil }
        for entry in shown {
            let heading = heading(ofEntry: entry.name)
            if heading == nil, !blocks.isEmpty {
                blocks[blocks.count - 1].more.append(entry)
            } else {
                blocks.append(
                    ReportBlock(
                        figures: set, entry: entry,
                        heading: heading ?? (inPaper ? nil : claims.first.map { Self.heading(of: $0.place) })))
            }
        }
        blocks = inOrder(blocks)
        for claim in claims where !blocks.isEmpty {
            let index =
                blocks.firstIndex { $0.heading == Self.heading(of: claim.place) }
                ?? blocks.firstIndex { block in
                    guard let block = block.position, let claim = PaperLocation(claim.place) else { return false }
                    return claim < block
                } ?? blocks.count - 1
            blocks[index].claims.append(claim)
        }
        return blocks
    }

    private var position: PaperLocation? { heading.flatMap(PaperLocation.init) }

    /// `figure7` as `Figure 7`.
    private static func heading(ofEntry name: String) -> String? {
        guard let match = name.wholeMatch(of: /(figure|table)([0-9]+)/) else { return nil }
        return "\(match.1.prefix(1).uppercased())\(match.1.dropFirst()) \(match.2)"
    }

    /// `Figure 3b` and `Figure 3 (caption)` as `Figure 3`.
    private static func heading(of place: String) -> String {
        place.firstMatch(of: /^(Figure|Table) [0-9]+/).map { String($0.0) } ?? place
    }
}
