import Statistics

/// What the runs have to say on one claim.
///
/// Trials are the unit of replication, always: one value for each independent trial, never one for each unit, example
/// or step within a trial. Proportions and their differences are in per cent.
public enum Evidence: Sendable {
    /// One value for each trial, such as a difference between two models of the same seed. Student's t on their mean.
    case sample([Double])
    /// One positive value for each trial, such as a ratio or a position on a logarithmic axis. Student's t on logarithms;
    /// the estimate is the geometric mean.
    case geometric([Double])
    /// Two independent groups of trials: mean of the first minus mean of the second. Welch's t.
    case difference([Double], [Double])
    /// Numerators and denominators, trial by trial: the ratio of their means. Fieller's interval.
    case ratio([Double], [Double])
    /// The part of independent answers, in per cent. The binomial distribution itself (Clopper and Pearson).
    case proportion(Proportion)
    /// First minus second of two independent groups of answers, in points. Newcombe's interval.
    case proportions(Proportion, Proportion)
    /// First minus second of answers to the same questions, in points. McNemar's exact test; Newcombe's interval.
    case paired(PairedProportions)
    /// A mean over trials, in per cent, minus a proportion of independent answers, in points: a model and a person.
    /// "Square and add", which carries the uncertainty of both.
    case sampleMinusProportion([Double], Proportion)
    /// An estimate that has a standard error of its own, such as a fit's coefficient (`LinearFit.coefficient`).
    case estimate(StudentInference)
    /// What is no mean over trials, such as where a mean curve peaks: trials are drawn again.
    case resampled(Resampled)
    /// The reason why it was not measured.
    case untested(String)

    /// The smaller number of independent values behind it; 0 if untested.
    public var count: Int {
        switch self {
        case .sample(let values), .geometric(let values), .ratio(let values, _), .sampleMinusProportion(let values, _):
            values.count
        case .difference(let first, let second): min(first.count, second.count)
        case .proportion(let proportion): proportion.trials
        case .proportions(let first, let second): min(first.trials, second.trials)
        case .paired(let pairs): pairs.trials
        case .estimate(let inference): inference.count
        case .resampled(let inference): inference.count
        case .untested: 0
        }
    }

    /// Nil if untested, or of no values.
    var inference: (any Inference)? {
        guard count > 0 else { return nil }
        return switch self {
        case .sample(let values): Self.withoutRounding(StudentInference(meanOf: values))
        case .geometric(let values): GeometricMean(values)
        case .difference(let first, let second):
            Self.withoutRounding(StudentInference(differenceOf: first, second))
        case .ratio(let numerators, let denominators): RatioOfMeans(numerators, denominators)
        case .proportion(let proportion): Percent(ExactProportion(proportion))
        case .proportions(let first, let second): Percent(IndependentDifference(first, less: second))
        case .paired(let pairs): Percent(pairs)
        case .sampleMinusProportion(let values, let proportion):
            Percent(
                IndependentDifference(
                    Self.withoutRounding(StudentInference(meanOf: values.map { $0 / 100 })), less: proportion))
        case .estimate(let inference): inference
        case .resampled(let inference): inference
        case .untested: nil
        }
    }

    /// A spread that is only rounding, as of differences that are all 0.2, is none.
    private static func withoutRounding(_ inference: StudentInference) -> StudentInference {
        guard inference.standardError <= 1e-12 * max(1, inference.estimate.magnitude) else { return inference }
        return StudentInference(
            estimate: inference.estimate, standardError: 0, degreesOfFreedom: inference.degreesOfFreedom,
            count: inference.count)
    }
}
