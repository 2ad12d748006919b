/// One of several equal parts of a sweep: `2/3` is the second of three.
struct Shard: Equatable, Sendable {
    let index: Int
    let count: Int

    /// - Returns: nil unless `text` is `i/n` with 1 ≤ i ≤ n ≤ 10000.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }), let index = Int(parts[0]),
            let count = Int(parts[1]), (1...10_000).contains(count), (1...count).contains(index)
        else { return nil }
        self.index = index
        self.count = count
    }
}
