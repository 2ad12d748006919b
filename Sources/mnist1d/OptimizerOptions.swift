import Artifact
import NeuralNetworks

/// The options that say by which rule weights change, and how its rate goes.
struct OptimizerOptions: ParsableArguments {
    enum Name: String, CaseIterable, ExpressibleByArgument {
        case adam, adamw, sgd, rmsprop
    }

    enum ScheduleName: String, CaseIterable, ExpressibleByArgument {
        case constant, step
        case multiStep = "multi-step"
        case exponential, linear, cosine
        case oneCycle = "one-cycle"
    }

    @Option(help: "The optimizer.")
    var optimizer = Name.adam

    @Option(parsing: .unconditional, help: "The learning rate, above 0.")
    var learningRate = 0.01

    @Option(parsing: .unconditional, help: "The momentum of sgd and rmsprop, from 0 to below 1. (default: 0)")
    var momentum: Double?

    @Flag(help: "Use Nesterov's momentum with sgd.")
    var nesterov = false

    @Option(
        parsing: .unconditional,
        help: "The weight decay, at least 0: added to the gradient, with adamw taken from the weights. (default: 0, adamw 0.01)")
    var weightDecay: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Divide the gradients by their common length where it is above this.", valueName: "length"))
    var clipNorm: Double?

    @Option(
        help:
            "How the learning rate goes: linear, cosine and one-cycle over all steps; step, multi-step and exponential by factors of --gamma."
    )
    var schedule = ScheduleName.constant

    @Option(parsing: .unconditional, help: "The factor of step, multi-step (default: 0.1) and exponential, which applies it in each step.")
    var gamma: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Steps between two factors of --schedule step.", valueName: "steps"))
    var decayEvery: Int?

    @Option(parsing: .upToNextOption, help: "Steps at which --schedule multi-step has its factors.")
    var milestones: [Int] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Let the learning rate rise over so many steps first; the schedule begins after them.", valueName: "steps"))
    var warmUp: Int?

    /// Throws an error that names an option, its value and what is expected.
    func check(steps: Int) throws {
        func belongs(_ option: String, _ value: (some Any)?, _ isRight: Bool, to owner: String) throws {
            guard let value else { return }
            try requireOption(isRight, option, value, "is an option of \(owner)")
        }
        func require(_ condition: Bool, _ option: String, _ value: some Any, _ expectation: String) throws {
            try requireOption(condition, option, value, expectation)
        }
        func isPositive(_ value: Double) -> Bool { value > 0 && Float(value).isFinite && Float(value) > 0 }
        try belongs("--momentum", momentum, [.sgd, .rmsprop].contains(optimizer), to: "--optimizer sgd and rmsprop")
        try require(learningRate > 0 && learningRate.isFinite, "--learning-rate", learningRate, "give a number above 0")
        try require((0..<1).contains(momentum ?? 0), "--momentum", momentum ?? 0, "give a number from 0 to below 1")
        if nesterov {
            guard optimizer == .sgd, momentum ?? 0 > 0 else {
                throw ValidationError("--nesterov: needs --optimizer sgd and a --momentum above 0")
            }
        }
        let decay = weightDecay ?? 0
        try require(decay >= 0 && decay.isFinite, "--weight-decay", decay, "give a number of at least 0")
        try require(isPositive(clipNorm ?? 1), "--clip-norm", clipNorm ?? 1, "give a number above 0")
        try belongs(
            "--gamma", gamma, [.step, .multiStep, .exponential].contains(schedule), to: "--schedule step, multi-step and exponential")
        try require(isPositive(gamma ?? 1), "--gamma", gamma ?? 1, "give a number above 0")
        try belongs("--decay-every", decayEvery, schedule == .step, to: "--schedule step")
        try require((1...1_000_000_000).contains(decayEvery ?? 1), "--decay-every", decayEvery ?? 1, "give a number from 1 to 1000000000")
        try belongs("--milestones", milestones.first, schedule == .multiStep, to: "--schedule multi-step")
        for step in milestones {
            try require((1...1_000_000_000).contains(step), "--milestones", step, "give numbers from 1 to 1000000000")
        }
        let needs: [(ScheduleName, isThere: Bool, String)] = [
            (.step, decayEvery != nil, "--decay-every"), (.multiStep, !milestones.isEmpty, "--milestones"),
            (.exponential, gamma != nil, "--gamma"),
        ]
        for (name, isThere, option) in needs where name == schedule && !isThere {
            throw ValidationError("--schedule \(name.rawValue): needs \(option)")
        }
        try require(schedule != .oneCycle || steps >= 4, "--schedule", "one-cycle", "needs at least 4 --steps")
        if let warmUp {
            try require(schedule != .oneCycle, "--warm-up", warmUp, "--schedule one-cycle has a rise of its own")
            try require((1..<max(steps, 2)).contains(warmUp), "--warm-up", warmUp, "give a number from 1 to below --steps")
        }
    }

    /// The rule.
    ///
    /// - Parameter steps: Those of the whole training.
    func rule(steps: Int) -> any Optimizer {
        let base: any Optimizer =
            switch optimizer {
            case .adam: Adam(learningRate: learningRate, weightDecay: weightDecay ?? 0)
            case .adamw: AdamW(learningRate: learningRate, weightDecay: weightDecay ?? 0.01)
            case .sgd:
                StochasticGradientDescent(
                    learningRate: learningRate, momentum: momentum ?? 0, weightDecay: weightDecay ?? 0, nesterov: nesterov)
            case .rmsprop: RMSprop(learningRate: learningRate, momentum: momentum ?? 0, weightDecay: weightDecay ?? 0)
            }
        let scheduled = schedule == .constant && warmUp == nil ? base : base.scheduled(rates(steps: steps))
        return clipNorm.map { scheduled.clipped(norm: $0) } ?? scheduled
    }

    private func rates(steps: Int) -> Schedule {
        let left = steps - (warmUp ?? 0)
        let main: Schedule =
            switch schedule {
            case .constant: .constant
            case .step: .step(every: decayEvery ?? 1, by: gamma ?? 0.1)
            case .multiStep: .steps(at: milestones, by: gamma ?? 0.1)
            case .exponential: .exponential(gamma ?? 1)
            case .linear: .linear(from: 1, to: 0, steps: left)
            case .cosine: .cosine(steps: left)
            case .oneCycle: .oneCycle(steps: left)
            }
        return warmUp.map { .warmUp(steps: $0).then(main, at: $0) } ?? main
    }

    /// What decides the bits of a training, by option. Some schedules end with the training.
    func decisive(steps: Int) -> [String: String] {
        let ends = [.linear, .cosine, .oneCycle].contains(schedule)
        let factors = ([gamma.map { "\($0)" }, decayEvery.map { "every \($0)" }].compactMap { $0 } + milestones.map { "at \($0)" })
        let words = [schedule.rawValue] + (ends ? ["over \(steps) steps"] : []) + factors
        return [
            "--optimizer": optimizer.rawValue, "--learning-rate": "\(learningRate)", "--momentum": "\(momentum ?? 0)",
            "--nesterov": "\(nesterov)", "--weight-decay": "\(weightDecay ?? (optimizer == .adamw ? 0.01 : 0))",
            "--clip-norm": clipNorm.map { "\($0)" } ?? "none", "--schedule": words.joined(separator: " "), "--warm-up": "\(warmUp ?? 0)",
        ]
    }
}
