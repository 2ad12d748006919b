import RandomGenerators

/// How a learning rate changes: what it is multiplied by in each step, counted from 0. Any function is a schedule:
/// `Schedule { 1 / Double(1 + $0) }`.
///
/// The names and formulas are those of `torch.optim.lr_scheduler`. Where PyTorch's scheduler is told of epochs, ``perEpoch(of:)`` counts
/// them. Cosines are this package's own, so that a rate has the same bits everywhere.
public struct Schedule: Sendable {
    private let factor: @Sendable (Int) -> Double

    /// - Parameter factor: of each step.
    public init(_ factor: @escaping @Sendable (_ step: Int) -> Double) { self.factor = factor }

    /// The factor of a step.
    public func callAsFunction(_ step: Int) -> Double { factor(step) }

    /// 1.
    public static let constant = Schedule { _ in 1 }

    /// γ more after every `size` steps (`StepLR`).
    public static func step(every size: Int, by gamma: Double = 0.1) -> Schedule {
        precondition(size > 0, "a step of the learning rate every \(size) steps")
        return Schedule { power(gamma, $0 / size) }
    }

    /// γ more from each of some steps on (`MultiStepLR`).
    public static func steps(at milestones: [Int], by gamma: Double = 0.1) -> Schedule {
        Schedule { step in power(gamma, milestones.count { $0 <= step }) }
    }

    /// γ more in each step (`ExponentialLR`).
    public static func exponential(_ gamma: Double) -> Schedule { Schedule { power(gamma, $0) } }

    /// In a straight line over this many steps, then constant (`LinearLR`).
    public static func linear(from start: Double, to end: Double, steps: Int) -> Schedule {
        precondition(steps > 0, "a learning rate that changes over \(steps) steps")
        return Schedule { step in
            let done = min(step, steps)
            // Sums of whole numbers first: 1 to 0 is (steps - done) / steps without another rounding.
            return (start * Double(steps - done) + end * Double(done)) / Double(steps)
        }
    }

    /// From 1 / steps up to 1, in a straight line: 1 from step `steps - 1` on.
    public static func warmUp(steps: Int) -> Schedule {
        precondition(steps > 0, "a warm-up of \(steps) steps")
        return Schedule { Double(min($0 + 1, steps)) / Double(steps) }
    }

    /// From 1 to `end` along half a cosine, and back as PyTorch does where there are more steps (`CosineAnnealingLR`).
    public static func cosine(steps: Int, to end: Double = 0) -> Schedule {
        precondition(steps > 0, "a learning rate that changes over \(steps) steps")
        return Schedule { step in end + (1 - end) * (1 + cosine(step % (2 * steps), of: steps)) / 2 }
    }

    /// From 1 / `division` to 1 and down to 1 / (`division` · `finalDivision`), each along half a cosine (`OneCycleLR` without its
    /// cycle of the momentum); the learning rate is the largest.
    public static func oneCycle(
        steps: Int, rising share: Double = 0.3, division: Double = 25, finalDivision: Double = 1e4
    ) -> Schedule {
        precondition(steps > 1 && share * Double(steps) > 1, "one cycle of \(steps) steps with a share of \(share) that rises")
        let (first, last) = (share * Double(steps) - 1, Double(steps - 1))
        return Schedule { step in
            let step = min(Double(step), last)
            func between(_ start: Double, _ end: Double, _ done: Double) -> Double {
                end + (start - end) / 2 * (1 + cosineAndSine(turns: done / 2).cosine)
            }
            if step <= first { return between(1 / division, 1, step / first) }
            return between(1, 1 / division / finalDivision, (step - first) / (last - first))
        }
    }

    /// cos(π step / steps), step in 0...2 steps.
    private static func cosine(_ step: Int, of steps: Int) -> Double {
        cosineAndSine(turns: Double(step) / Double(2 * steps)).cosine
    }

    // MARK: Compositions

    /// One schedule after the other, each from its own beginning (`SequentialLR`): the second from step `step` on.
    public func then(_ next: Schedule, at step: Int) -> Schedule {
        Schedule { $0 < step ? self($0) : next($0 - step) }
    }

    /// The product of both (`ChainedScheduler`).
    public static func * (a: Schedule, b: Schedule) -> Schedule { Schedule { a($0) * b($0) } }

    /// The same schedule, counted in epochs of this many steps.
    public func perEpoch(of steps: Int) -> Schedule {
        precondition(steps > 0, "epochs of \(steps) steps")
        return Schedule { self($0 / steps) }
    }
}
