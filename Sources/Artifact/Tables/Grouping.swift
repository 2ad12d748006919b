import Statistics
import Statistics

extension Sequence {
    /// The elements for each key, in the order of the keys' first appearance.
    public func grouped<Key: Hashable>(by key: (Element) throws -> Key) rethrows -> [(key: Key, values: [Element])] {
        var positions: [Key: Int] = [:]
        var groups: [(key: Key, values: [Element])] = []
        for element in self {
            let key = try key(element)
            if let position = positions[key] {
                groups[position].values.append(element)
            } else {
                positions[key] = groups.count
                groups.append((key, [element]))
            }
        }
        return groups
    }

    /// One value for each key: the summary of a number over the elements that have it, such as the runs of all seeds.
    public func summarized<Key: Hashable>(
        by key: (Element) throws -> Key, _ value: (Element) throws -> Double
    ) rethrows -> [(key: Key, summary: Summary)] {
        try grouped(by: key).map { ($0.key, Summary(try $0.values.map(value))) }
    }
}
