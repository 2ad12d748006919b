/// How far the runs of an experiment are, and the line that says so.
public struct RunProgress: Sendable, Equatable {
    /// The experiment's name.
    public var name: String
    /// How many runs there are in all, and how many of them needed no computing.
    public var total: Int
    public var reused: Int
    /// How many were computed in this process.
    public var computed = 0
    /// The weight of the runs to be computed, and of what is done of it.
    public var totalWeight = 0.0
    public var doneWeight = 0.0

    /// - Parameters:
    ///   - total: All runs, with those that need not be computed.
    ///   - reused: Those that need not be computed.
    public init(name: String, total: Int, reused: Int = 0) {
        self.name = name
        self.total = total
        self.reused = reused
    }

    /// The seconds left if the work goes on as fast as it went so far; nil before anything is done.
    public func remaining(elapsed: Double) -> Double? {
        guard doneWeight > 0, totalWeight > 0 else { return nil }
        return elapsed * max(0, totalWeight - doneWeight) / doneWeight
    }

    /// `benchmarks: 12 of 40 runs (8 from the store), 1 min 05 s, about 2 min left`
    public func text(elapsed: Double) -> String {
        let runs = total == 1 ? "run" : "runs"
        var text = "\(name): \(reused + computed) of \(total) \(runs)"
        if reused > 0 { text += " (\(reused) from the store)" }
        if elapsed >= 1 { text += ", \(Self.duration(elapsed))" }
        if reused + computed < total, elapsed >= 1, let remaining = remaining(elapsed: elapsed) {
            text += ", about \(Self.duration(remaining)) left"
        }
        return text
    }

    /// `7 s`, `1 min 05 s`, `2 h 03 min`: rounded up to a whole second or minute.
    public static func duration(_ seconds: Double) -> String {
        let whole = seconds.isFinite ? Int(min(seconds.rounded(.up), 1e9)) : 1_000_000_000
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        let minutes = (whole + 59) / 60
        return "\(minutes / 60) h \(padded(minutes % 60)) min"
    }

    /// When the next plain line is due after one at `elapsed`: often at first, then once a minute, then less.
    public static func nextLine(after elapsed: Double) -> Double {
        let interval = elapsed < 60 ? 15.0 : elapsed < 1800 ? 60 : 600
        return ((elapsed / interval).rounded(.down) + 1) * interval
    }
}
