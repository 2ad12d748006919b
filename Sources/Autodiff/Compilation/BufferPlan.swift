/// Where each computed value lies. Values that are not alive together share memory.
struct BufferPlan {
    /// A place in memory: an offset in floats into the arena (base 0) or into an input (base 1 + its number).
    struct Location: Hashable {
        var base: Int
        var offset: Int
    }

    private(set) var locations: [Int: Location] = [:]
    /// The floats of the arena.
    private(set) var arenaSize = 0

    private var free: [(offset: Int, size: Int)] = []

    init(
        _ lowered: LoweredGraph, _ schedule: Schedule, groups: [Int: ElementwiseGroup],
        inputs: [Int: Int], inPlace: [Int: Int], outputs: Set<Int>
    ) {
        let nodes = lowered.nodes
        for (node, number) in inputs { locations[node] = Location(base: 1 + number, offset: 0) }
        for (value, input) in inPlace { locations[value] = locations[input] }

        /// The buffer that a node lives in and its place there.
        func buffer(_ node: Int) -> (owner: Int, offset: Int) {
            var (owner, offset) = (node, 0)
            while let part = lowered.partOf[owner] {
                offset += part.offset
                owner = part.whole
            }
            return (owner, offset)
        }

        let end = schedule.units.count
        var lastUse = [Int: Int]()
        for (index, node) in nodes.enumerated() where node.isComputed {
            lastUse[buffer(index).owner, default: 0] = max(
                lastUse[buffer(index).owner] ?? 0, schedule.unitOf[index])
            for view in node.operands where nodes[view.root].isComputed {
                let owner = buffer(view.root).owner
                lastUse[owner] = max(lastUse[owner] ?? 0, schedule.unitOf[index])
            }
        }
        for output in outputs { lastUse[buffer(output).owner] = end }
        var ending = [Int: [Int]]()
        for (owner, time) in lastUse.sorted(by: { $0.key < $1.key }) { ending[time, default: []].append(owner) }

        var size = [Int: Int]()
        for (time, unit) in schedule.units.enumerated() {
            var dying = (ending[time] ?? []).filter { locations[$0]?.base == 0 }
            let stored = groups[unit[0]].map(\.outputs) ?? unit
            for node in stored where inPlace[node] == nil {
                let owner = buffer(node).owner
                if locations[owner] == nil {
                    let storage = nodes[owner].shape.storage
                    if owner == node, let group = groups[unit[0]],
                        let reused = dying.first(where: {
                            size[$0] == storage && group.canOverwrite($0, with: node) { buffer($0).owner }
                        })
                    {
                        locations[owner] = locations[reused]
                        dying.removeAll { $0 == reused }
                    } else {
                        locations[owner] = Location(base: 0, offset: allocate(storage))
                    }
                    size[owner] = storage
                    if lastUse[owner] == time { dying.append(owner) }
                }
                let (whole, offset) = buffer(node)
                if whole != node {
                    locations[node] = Location(base: 0, offset: locations[whole]!.offset + offset)
                }
            }
            for owner in dying where size[owner] != nil {
                release(locations[owner]!.offset, size[owner]!)
            }
        }
    }

    /// The smallest gap that is large enough, or new memory at the end.
    private mutating func allocate(_ size: Int) -> Int {
        var best: Int?
        for (index, gap) in free.enumerated() where gap.size >= size {
            if best == nil || gap.size < free[best!].size { best = index }
        }
        guard let best else {
            arenaSize += size
            return arenaSize - size
        }
        let gap = free[best]
        if gap.size == size {
            free.remove(at: best)
        } else {
            free[best] = (gap.offset + size, gap.size - size)
        }
        return gap.offset
    }

    private mutating func release(_ offset: Int, _ size: Int) {
        let index = free.firstIndex { $0.offset > offset } ?? free.count
        free.insert((offset, size), at: index)
        if index + 1 < free.count, free[index].offset + free[index].size == free[index + 1].offset {
            free[index].size += free[index + 1].size
            free.remove(at: index + 1)
        }
        if index > 0, free[index - 1].offset + free[index - 1].size == free[index].offset {
            free[index - 1].size += free[index].size
            free.remove(at: index)
        }
    }
}
