/// What comes out where the trials are drawn again, with replacement: for what is no mean, such as where a mean curve peaks.
///
/// With n trials there are few different draws, so that all are taken, each with its probability: nothing is random. The limits are
/// those of the percentile method (B. Efron 1979); with few trials they are narrower than they should be.
public struct Resampled: Inference, Equatable {
    public let estimate: Double
    /// Trials that are drawn from.
    public let count: Int
    /// Ascending, with probabilities that add up to 1.
    private let outcomes: [Outcome]

    private struct Outcome: Equatable {
        let value: Double
        let probability: Double
    }

    /// - Parameters:
    ///   - estimate: of the trials as they are.
    ///   - statistic: of trials by index, some of them several times; one that is not finite leaves no limits.
    public init(count: Int, estimate: Double, statistic: ([Int]) -> Double) {
        self.init([Resampled.draws(count: count, statistic)], count: count, estimate: estimate)
    }

    /// Several ways to measure the same, each as likely as the others.
    public init(mixing all: [Resampled], estimate: Double) {
        self.init(all.map(\.outcomes), count: all.map(\.count).min() ?? 0, estimate: estimate)
    }

    private init(_ all: [[Outcome]], count: Int, estimate: Double) {
        self.estimate = estimate
        self.count = count
        let share = 1 / Double(max(1, all.count))
        outcomes = all.flatMap { $0 }.map { Outcome(value: $0.value, probability: $0.probability * share) }
            .sorted { $0.value < $1.value }
    }

    /// All multisets of `count` trials, with their multinomial probabilities.
    private static func draws(count: Int, _ statistic: ([Int]) -> Double) -> [Outcome] {
        var outcomes: [Outcome] = []
        /// - Parameters:
        ///   - probability: of the draws so far, without the factor count!.
        func extend(_ chosen: [Int], from first: Int, _ probability: Double) {
            if first == count - 1 {
                let left = count - chosen.count
                let all = chosen + Array(repeating: first, count: left)
                outcomes.append(Outcome(value: statistic(all), probability: probability / factorial(left)))
                return
            }
            for times in 0...(count - chosen.count) {
                extend(chosen + Array(repeating: first, count: times), from: first + 1, probability / factorial(times))
            }
        }
        guard count > 0 else { return [] }
        var all = factorial(count)
        for _ in 0..<count { all /= Double(count) }
        extend([], from: 0, all)
        return outcomes
    }

    private static func factorial(_ n: Int) -> Double { n < 2 ? 1 : Double(n) * factorial(n - 1) }

    private var isFinite: Bool { count > 1 && estimate.isFinite && outcomes.allSatisfy(\.value.isFinite) }

    public func limits(tail: Double) -> (lower: Double, upper: Double)? {
        guard isFinite else { return nil }
        /// The first value with more than `tail` of the probability up to it; sums of probabilities are rounded.
        func quantile(_ outcomes: [Outcome]) -> Double {
            var sum = 0.0
            return outcomes.first { outcome in
                sum += outcome.probability
                return sum > tail + 1e-12
            }!.value
        }
        return (quantile(outcomes), quantile(outcomes.reversed()))
    }

    public func pValue(above bound: Double) -> Double { share { $0 <= bound } }
    public func pValue(below bound: Double) -> Double { share { $0 >= bound } }

    /// At least the probability of one trial alone, than which a draw cannot be more extreme.
    private func share(_ isMeant: (Double) -> Bool) -> Double {
        guard isFinite else { return .nan }
        let sum = outcomes.reduce(0) { $0 + (isMeant($1.value) ? $1.probability : 0) }
        var least = 1.0
        for _ in 0..<count { least /= Double(count) }
        return max(sum, least)
    }
}
