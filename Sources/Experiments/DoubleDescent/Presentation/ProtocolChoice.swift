import Statistics

/// Which protocol Figure 4 has: the one whose training curve is nearest to the authors', and which others are as near.
///
/// The rule was written down before the finer grid was run. It is given training losses alone; nothing here knows a test loss.
///
/// - A candidate is a rule, a rate, an order of batches, a weight decay and a number of steps.
/// - A model whose training loss is not finite, or above that of the best constant prediction, has diverged. A candidate with such a model is
///   marked and cannot be chosen.
/// - Its distance is the mean over all widths of |mean over seeds of the training loss - the authors'|.
/// - The noise of a distance is that of chance among seeds: each seed's curve alone has a distance; its standard deviation over the seeds, pooled over
///   all candidates as the square root of the mean variance, divided by the square root of the number of seeds, is the standard error s.
/// - The smallest distance is chosen. All candidates whose distance is less than 2 sqrt(2) s above it are near-ties: two standard errors
///   of a difference. A claim about Figure 4's MLP is judged over all of them.
struct ProtocolChoice {
    /// Training losses by seed, then by width, at the authors' widths.
    struct Candidate {
        let losses: [[Double]]
    }

    /// For each candidate; nil where a model diverged.
    let distances: [Double?]
    let standardError: Double
    /// Of the nearest; nil where all have a model that diverged.
    let chosen: Int?

    /// - Parameters:
    ///   - published: the authors' training losses, width by width.
    ///   - constantLoss: that of the best constant prediction.
    init(_ candidates: [Candidate], published: [Double], constantLoss: Double) {
        func distance(_ losses: [Double]) -> Double {
            Summary(zip(losses, published).map { ($0 - $1).magnitude }).mean
        }
        let sound = candidates.map { $0.losses.allSatisfy { $0.allSatisfy { $0.isFinite && $0 <= constantLoss } } }
        let all: [Double?] = zip(candidates, sound).map { candidate, isSound in
            guard isSound else { return nil }
            let means = published.indices.map { width in Summary(candidate.losses.map { $0[width] }).mean }
            return distance(means)
        }
        let variances = zip(candidates, sound).compactMap { candidate, isSound -> Double? in
            guard isSound else { return nil }
            return Summary(candidate.losses.map(distance)).deviation.map { $0 * $0 }
        }
        let seeds = Double(candidates.first?.losses.count ?? 1)
        standardError = variances.isEmpty ? 0 : (Summary(variances).mean / seeds).squareRoot()
        distances = all
        chosen = all.indices.filter { all[$0] != nil }.min { all[$0]! < all[$1]! }
    }

    /// Whether a candidate is the chosen one or as near within the noise.
    func isTie(_ index: Int) -> Bool {
        guard let chosen, let distance = distances[index] else { return false }
        return distance < distances[chosen]! + 2 * 2.0.squareRoot() * standardError || index == chosen
    }
}
