/// How long experiments take on some number of cores: the queue of their runs on a clock that only counts.
///
/// Runs take their times on one core each. Reading results and drawing take none.
public struct QueueSimulation {
    /// The runs of an experiment.
    public struct Study: Sendable {
        /// By which the longest chain is found, and how long runs take; by run.
        public var weights: [Double]
        public var seconds: [Double]
        public var prerequisites: [[Int]]
        /// The experiments, by their places, that must end before this one computes.
        public var after: [Int]

        /// - Parameters:
        ///   - weights: By run, in any unit.
        ///   - seconds: By run, on one core.
        ///   - prerequisites: The runs that each run waits for, by their indices; no cycles.
        ///   - after: The experiments that must end before, by their places among all.
        public init(weights: [Double], seconds: [Double], prerequisites: [[Int]], after: [Int] = []) {
            self.weights = weights
            self.seconds = seconds
            self.prerequisites = prerequisites
            self.after = after
        }

        /// The time of the longest chain, which no number of cores shortens.
        public var chain: Double { RunQueue(weights: seconds, prerequisites: prerequisites).chains.max() ?? 0 }
    }

    /// Seconds from the first start to the last end.
    ///
    /// - Parameter sharing: Whether runs of an experiment start where those before it leave a core free, or when they have ended.
    public static func seconds(_ studies: [Study], cores: Int, sharing: Bool) -> Double {
        guard sharing else { return studies.reduce(0) { $0 + Self.seconds([$1], cores: cores) } }
        return seconds(studies, cores: cores)
    }

    private static func seconds(_ studies: [Study], cores: Int) -> Double {
        let starts = studies.reduce(into: [0]) { $0.append($0.last! + $1.weights.count) }
        let groups = studies.indices.flatMap { study in studies[study].weights.map { _ in study } }
        let needed = studies.indices.flatMap { study in
            let others = studies.count == 1 ? [] : studies[study].after.flatMap { Array(starts[$0]..<starts[$0 + 1]) }
            return studies[study].prerequisites.map { own in own.map { starts[study] + $0 } + others }
        }
        var queue = RunQueue(weights: studies.flatMap(\.weights), prerequisites: needed, groups: groups)
        let seconds = studies.flatMap(\.seconds)
        var time = 0.0
        var running: [(end: Double, run: Int)] = []
        while true {
            while running.count < cores, let run = queue.take() { running.append((time + seconds[run], run)) }
            guard let next = running.indices.min(by: { running[$0].end < running[$1].end }) else { return time }
            let ended = running.remove(at: next)
            time = ended.end
            queue.finish(ended.run)
        }
    }
}
