/// Pass 6, buffers: where each value lies. Values that are not alive together share memory.
struct BufferPlan {
    /// A location in memory: an offset in floats into the arena (base 0) or into an input (base 1 + its number).
    struct Location: Hashable {
        var base: Int
        var offset: Int
    }

    private(set) var locations: [Int: Location] = [:]
    /// The inputs and constants, in order of their numbers.
    private(set) var inputs: [Int] = []
    /// The floats of the arena.
    private(set) var arenaSize = 0
    /// The buffers in the arena: the node that owns each, and the units from the first that writes to the last that reads it.
    private(set) var lifetimes: [(owner: Int, units: ClosedRange<Int>)] = []

    private var free: [(offset: Int, size: Int)] = []

    init(_ lowered: LoweredGraph, _ schedule: Schedule, _ chains: FusedChains, _ updates: UpdatePlan) {
        let nodes = lowered.nodes
        inputs = nodes.indices.filter { !nodes[$0].isComputed }
        for (number, node) in inputs.enumerated() { locations[node] = Location(base: 1 + number, offset: 0) }
        for (value, input) in updates.inPlace { locations[value] = locations[input] }

        let lastUse = Self.lastUses(lowered, schedule, updates)
        var ending = [Int: [Int]]()
        for (owner, time) in lastUse.sorted(by: { $0.key < $1.key }) { ending[time, default: []].append(owner) }

        var size = [Int: Int]()
        for (time, unit) in schedule.units.enumerated() {
            var dying = (ending[time] ?? []).filter { locations[$0]?.base == 0 }
            let chain = chains[unit]
            for node in chain?.outputs ?? unit where updates.inPlace[node] == nil {
                let (owner, offset) = lowered.buffer(of: node)
                if locations[owner] == nil {
                    let storage = nodes[owner].shape.storage
                    if owner == node, let chain,
                        let reused = dying.first(where: {
                            size[$0] == storage && chain.canOverwrite($0, with: node) { lowered.buffer(of: $0).owner }
                        })
                    {
                        locations[owner] = locations[reused]
                        dying.removeAll { $0 == reused }
                    } else {
                        locations[owner] = Location(base: 0, offset: allocate(storage))
                    }
                    size[owner] = storage
                    lifetimes.append((owner, time...max(time, lastUse[owner] ?? time)))
                    if lastUse[owner] == time { dying.append(owner) }
                }
                if owner != node {
                    locations[node] = Location(base: 0, offset: locations[owner]!.offset + offset)
                }
            }
            for owner in dying where size[owner] != nil {
                release(locations[owner]!.offset, size[owner]!)
            }
        }
    }

    /// The last unit that writes or reads each buffer; one past the end for what is read after a run.
    private static func lastUses(
        _ lowered: LoweredGraph, _ schedule: Schedule, _ updates: UpdatePlan
    ) -> [Int: Int] {
        let nodes = lowered.nodes
        var lastUse = [Int: Int]()
        for (index, node) in nodes.enumerated() where node.isComputed {
            let time = schedule.unitOf[index]
            for used in [index] + node.operands.map(\.root).filter({ nodes[$0].isComputed }) {
                let owner = lowered.buffer(of: used).owner
                lastUse[owner] = max(lastUse[owner] ?? 0, time)
            }
        }
        for view in lowered.outputs + updates.copied.map(\.value) {
            lastUse[lowered.buffer(of: view.root).owner] = schedule.units.count
        }
        return lastUse
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

extension BufferPlan: CustomStringConvertible {
    /// One line a buffer of the arena, then its size.
    var description: String {
        let lines = lifetimes.map { owner, units in
            "%\(owner) at float \(locations[owner]!.offset), units \(units.lowerBound) to \(units.upperBound)"
        }
        return (lines + ["arena of \(4 * arenaSize) bytes"]).joined(separator: "\n")
    }
}
