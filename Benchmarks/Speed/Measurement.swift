/// Something that is timed: `run(n)` does it n times.
typealias Work = (_ times: Int) throws -> Void

/// Times work in blocks long enough for the clock, short enough to alternate with other work.
struct Stopwatch {
    private let work: Work
    private let times: Int
    /// The seconds of each block so far, for doing the work once.
    private(set) var seconds: [Double] = []

    /// Warms up, and finds how often the work is done in a block.
    ///
    /// - Parameter blockSeconds: about how long a block takes; work that takes longer is done once a block.
    init(blockSeconds: Double, _ work: @escaping Work) throws {
        self.work = work
        try work(1)
        var times = 1
        var elapsed = try secondsOf { try work(times) }
        while elapsed < blockSeconds / 8 {
            times *= 2
            elapsed = try secondsOf { try work(times) }
        }
        self.times = max(1, Int(blockSeconds / elapsed * Double(times)))
    }

    /// Measures one block.
    mutating func block() throws {
        seconds.append(try secondsOf { try work(times) } / Double(times))
    }

    /// The median block: half of the blocks were disturbed less.
    var typical: Double { median(seconds) }
}

/// The seconds that something takes.
func secondsOf(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    return (clock.now - start) / .seconds(1)
}

/// The middle value, or the mean of the two in the middle; not a number where there is none.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.last else { return .nan }
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? (last, sorted[half]).1 : (sorted[half - 1] + sorted[half]) / 2
}
