/// Which job is next: of those that wait for nothing, the one that begins the longest chain.
///
/// A chain is a job, one that waits for it, and so on; its length is the sum of their weights. Equal ones come in their order, and all of a
/// group before those of the next. A queue has no clock and no threads, so that a simulation asks the same queue as the ``Scheduler``.
public struct RunQueue: Sendable {
    /// The chain that each job begins.
    public let chains: [Double]
    /// Those that can be taken, the next one last.
    private var ready: [Int] = []
    /// How many unfinished jobs each job waits for.
    private var unfinished: [Int]
    private let dependents: [[Int]]
    /// The place of each job when all are sorted by their chains.
    private var ranks: [Int]

    /// - Parameters:
    ///   - weights: How long each job takes, in any unit.
    ///   - prerequisites: The jobs that each job waits for. No cycles.
    ///   - groups: The group that each job is of; one where nothing is given. Weights of different groups are not compared.
    public init(weights: [Double], prerequisites: [[Int]], groups: [Int] = []) {
        var dependents = [[Int]](repeating: [], count: weights.count)
        for (job, needed) in prerequisites.enumerated() {
            for other in Set(needed) { dependents[other].append(job) }
        }
        unfinished = prerequisites.map { Set($0).count }
        self.dependents = dependents
        // From the ends of chains to their beginnings: a job is settled when all that wait for it are.
        var chains = weights
        var unsettled = dependents.map(\.count)
        var settled = weights.indices.filter { unsettled[$0] == 0 }
        while let job = settled.popLast() {
            for other in Set(prerequisites[job]) {
                chains[other] = max(chains[other], weights[other] + chains[job])
                unsettled[other] -= 1
                if unsettled[other] == 0 { settled.append(other) }
            }
        }
        precondition(unsettled.allSatisfy { $0 == 0 }, "the jobs have a dependency cycle")
        self.chains = chains
        ranks = [Int](repeating: 0, count: weights.count)
        let groups = groups.isEmpty ? weights.map { _ in 0 } : groups
        let order = weights.indices.sorted { (groups[$1], chains[$0], $1) > (groups[$0], chains[$1], $0) }
        for (rank, job) in order.enumerated() { ranks[job] = rank }
        ready = order.reversed().filter { unfinished[$0] == 0 }
    }

    /// How many jobs could be taken now.
    public var readyCount: Int { ready.count }

    /// The next job; nil when none is left, or those that are left wait for others.
    public mutating func take() -> Int? { ready.popLast() }

    /// A job that was taken is done: those that waited for it alone become ready.
    public mutating func finish(_ job: Int) {
        for other in dependents[job] {
            unfinished[other] -= 1
            guard unfinished[other] == 0 else { continue }
            ready.insert(other, at: ready.firstIndex { ranks[$0] < ranks[other] } ?? ready.endIndex)
        }
    }
}
