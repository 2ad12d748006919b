/// How long experiments take on some number of cores: their queues and the rule by which they share cores, on a clock that only counts.
///
/// Runs take their times on one core each. Reading results, drawing and starting programs take none.
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
        ///   - prerequisites: The runs that each run waits for, by their places; none needs itself in the end.
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

    /// A program under way.
    private struct Program {
        var queue: RunQueue
        var left: Int
        /// Cores that it has, and those of them that compute.
        var held = 0
        var used = 0
    }

    private let studies: [Study]
    private var programs: [Program]
    /// How many have been started.
    private var started = 0
    private var free: Int
    private var time = 0.0
    private var running: [(end: Double, study: Int, run: Int)] = []

    /// Seconds from the first start to the last end.
    ///
    /// - Parameter sharing: Whether an experiment starts when those before it leave a core free, or when they have ended.
    public static func seconds(_ studies: [Study], cores: Int, sharing: Bool) -> Double {
        var simulation = QueueSimulation(studies, cores: cores)
        simulation.run(sharing: sharing)
        return simulation.time
    }

    private init(_ studies: [Study], cores: Int) {
        self.studies = studies
        programs = studies.map { Program(queue: RunQueue(weights: $0.weights, prerequisites: $0.prerequisites), left: $0.weights.count) }
        free = cores
    }

    private mutating func run(sharing: Bool) {
        while true {
            begin()
            if started < studies.count, sharing ? free > 0 : running.isEmpty {
                started += 1
                continue
            }
            guard let next = running.indices.min(by: { running[$0].end < running[$1].end }) else { return }
            let ended = running.remove(at: next)
            time = ended.end
            programs[ended.study].used -= 1
            programs[ended.study].left -= 1
            programs[ended.study].queue.finish(ended.run)
        }
    }

    /// Each program takes what is ready, on cores of its own first; what it has no use for goes to the next.
    private mutating func begin() {
        for study in 0..<started where programs[study].held > 0 { begin(study) }
        for study in 0..<started { begin(study) }
    }

    private mutating func begin(_ study: Int) {
        guard studies[study].after.allSatisfy({ programs[$0].left == 0 }) else { return }
        while programs[study].used < programs[study].held || free > 0, let run = programs[study].queue.take() {
            if programs[study].used == programs[study].held {
                programs[study].held += 1
                free -= 1
            }
            programs[study].used += 1
            running.append((time + studies[study].seconds[run], study, run))
        }
        // The last core stays until the end.
        let kept = max(programs[study].used, programs[study].left > 0 ? min(1, programs[study].held) : 0)
        free += programs[study].held - kept
        programs[study].held = kept
    }
}
