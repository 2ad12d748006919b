/// Where the time of a program goes.
public struct Profile: Sendable {
    /// One kind of instruction.
    public struct Entry: Sendable {
        public let kind: String
        /// How many instructions of this kind a run has.
        public let count: Int
        /// Their seconds per run.
        public let seconds: Double
    }

    /// The kinds, the most expensive first.
    public let entries: [Entry]
    /// The seconds of a run, measured instruction by instruction; each adds about 30 ns of clock.
    public var seconds: Double { entries.reduce(0) { $0 + $1.seconds } }
}

extension Program {
    /// Runs the program many times and measures each instruction. State changes as in any other run.
    public func profile(runs: Int = 100) -> Profile {
        var seconds: [String: Double] = [:]
        var counts: [String: Int] = [:]
        let clock = ContinuousClock()
        for run in 0..<runs {
            forEachInstruction { instruction, memory in
                let start = clock.now
                instruction.run(memory)
                seconds[instruction.kind, default: 0] += (clock.now - start) / .seconds(1)
                if run == 0 { counts[instruction.kind, default: 0] += 1 }
            }
        }
        let entries = seconds.keys.sorted().map {
            Profile.Entry(kind: $0, count: counts[$0] ?? 0, seconds: seconds[$0]! / Double(max(runs, 1)))
        }
        return Profile(entries: entries.sorted { $0.seconds > $1.seconds })
    }
}
