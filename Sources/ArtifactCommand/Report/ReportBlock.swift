import Artifact

/// A figure or table in the report, with its claims and with what else the same program draws.
struct ReportBlock {
    let figures: FigureSet
    let entry: FigureSet.Entry
    /// What the story says of it; nil where the story does not name its set.
    let story: Story.Figure?
    private(set) var more: [FigureSet.Entry] = []
    private(set) var claims: [ClaimRow] = []

    /// Names the block on the page.
    var id: String { ReportBlock.id(figures, entry) }

    /// What it is called in lists, such as `Figure 7`.
    var label: String {
        let topic = figures.folder.replacing("-", with: " ").replacing("/", with: ", ")
        return story?.label ?? topic.prefix(1).uppercased() + topic.dropFirst()
    }

    static func id(_ figures: FigureSet, _ entry: FigureSet.Entry) -> String {
        "\(figures.folder)-\(entry.name)".replacing("/", with: "-")
    }

    /// All blocks in the order of the story, then the sets that it does not name.
    static func blocks(_ sets: [FigureSet], story: Story) -> [ReportBlock] {
        let places = Dictionary(story.figures.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
        let all = sets.flatMap { blocks($0, story: story, places: places) }
        func place(_ block: ReportBlock) -> Int { block.story.flatMap { places[$0.path] } ?? Int.max }
        return all.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(\.element)
    }

    /// The blocks of a set: an entry that the story names begins one, others belong to the one before.
    private static func blocks(_ set: FigureSet, story: Story, places: [String: Int]) -> [ReportBlock] {
        func told(_ entry: FigureSet.Entry) -> Story.Figure? { places["\(set.folder)/\(entry.name)"].map { story.figures[$0] } }
        let shown = set.entries.filter { $0.kind != .data }
        let isTold = shown.contains { told($0) != nil }
        var blocks: [ReportBlock] = []
        // What is drawn before the first one belongs to it.
        var early: [FigureSet.Entry] = []
        for entry in shown {
            let story = told(entry)
            if story != nil || blocks.isEmpty && !isTold {
                blocks.append(ReportBlock(figures: set, entry: entry, story: story, more: early))
                early = []
            } else if blocks.isEmpty {
                early.append(entry)
            } else {
                blocks[blocks.count - 1].more.append(entry)
            }
        }
        for claim in ClaimsFile.sorted(set.claims) where !blocks.isEmpty {
            let index =
                blocks.firstIndex { $0.heading == heading(of: claim.location) }
                ?? blocks.firstIndex { block in
                    guard let block = block.heading.flatMap(PaperLocation.init), let claim = PaperLocation(claim.location) else {
                        return false
                    }
                    return claim < block
                } ?? blocks.count - 1
            blocks[index].claims.append(claim)
        }
        return blocks
    }

    /// The place in the paper, by the name of the entry: `figure7` as `Figure 7`.
    private var heading: String? {
        guard let match = entry.name.wholeMatch(of: /(figure|table)([0-9]+)/) else { return nil }
        return "\(match.1.prefix(1).uppercased())\(match.1.dropFirst()) \(match.2)"
    }

    /// `Figure 3b` and `Figure 3 (caption)` as `Figure 3`.
    private static func heading(of location: String) -> String {
        location.firstMatch(of: /^(Figure|Table) [0-9]+/).map { String($0.0) } ?? location
    }
}
