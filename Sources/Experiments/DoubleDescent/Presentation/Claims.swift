import Artifact
import NeuralNetworks
import RandomGenerators
import Statistics

/// What the paper says in Section 4.2 and Figure 4.
struct DescentClaims {
    /// Of the sweep over n and K.
    let positions: [PositionRow]
    /// Of Figure 4.
    let figure4: [PositionRow]
    let figure4Runs: [DescentRun]
    private let authors: Authors
    /// Figure 4's MLP by the nearest protocol, then by those that are as near within the noise of seeds.
    private let perceptrons: [SeedCurves]
    private let convolutional: SeedCurves
    /// The positions by other definitions of a model that fits.
    let otherDefinitions: [(fittedPart: Double, positions: [PositionRow])]

    /// - Parameters: the runs of the sweep over n and K, those of Figure 4, and those of the finer search for its protocol.
    init(thresholds: [DescentRun], figure4: [DescentRun], fine: [DescentRun], _ authors: Authors) {
        let (all, choice) = FineProtocolRow.candidates(fine, authors)
        let ties = all.indices.filter { choice.isTie($0) && $0 != choice.chosen }.map { all[$0].curves }
        perceptrons = [SeedCurves(figure4.filter { $0.configuration.network == .oneHiddenLayer })] + ties
        convolutional = SeedCurves(figure4.filter { $0.configuration.network == .convolutional })
        positions = PositionRow.rows(thresholds)
        self.figure4 = PositionRow.rows(figure4)
        figure4Runs = figure4
        self.authors = authors
        otherDefinitions = [0.01, 0.05].map { ($0, PositionRow.rows(thresholds, fittedPart: $0)) }
    }

    private let decided = "2026-11-24"
    private let over = "seeds (data, initial weights)"
    /// The paper gives no tolerance. A factor of 1.5 keeps n apart from the nearest other position that it could mean, 2 n.
    private static let factor = 1.5
    private static let position = Rule.within(1 / factor...factor)
    /// So that a landmark between 2 and 10 outputs, or 200 and 800 examples, is off by a factor of at most 1.5.
    private static let exponentMargin = 0.25
    private static let becausePosition =
        "a position without a tolerance; a factor of 1.5 to either side still tells n from 2 n, the nearest other position"
    private static let becauseExponent =
        "an exponent without a tolerance; 0.25 is a factor of 1.5 between the fewest and the most outputs or examples"

    var all: [Claim] { sweepClaims + exponentClaims + figure4Claims + distanceClaims + definitionClaims }

    // MARK: Where the landmarks lie

    private var sweepClaims: [Claim] {
        let notKept = "the sweep over n and K has no such position for every seed"
        func claim(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ loss: Loss, _ landmark: Landmark, _ network: Network = .oneHiddenLayer
        ) -> Claim {
            Claim(
                id, tier, at: "Section 4.2", quote: quote,
                statement:
                    "\(network.title), \(loss.title): \(landmark.title) as a multiple of \(loss == .negativeLogLikelihood ? "n" : "n K") parameters, over all n and K\(landmark == .threshold ? "; a fit is 2 % of the loss of a constant prediction, on which it depends (threshold-\(loss.rawValue)-at-1 and -at-5)" : "")",
                paper: "1", rule: Self.position, because: Self.becausePosition, decided: decided, over: over, decimals: 2,
                evidence: Self.geometric(multiples(positions, network, loss, landmark), notKept))
        }
        let (nll, mse) = (
            "when using a negative log likelihood loss, the interpolation threshold lies at n model parameters",
            "when using a mean square error loss, the interpolation threshold lies at n ∗K model parameters"
        )
        return [
            claim("threshold-nll", .primary, nll, .negativeLogLikelihood, .threshold),
            claim("threshold-mse", .primary, mse, .meanSquaredError, .threshold),
            claim("peak-nll", .derived, nll, .negativeLogLikelihood, .peak),
            claim("peak-mse", .derived, mse, .meanSquaredError, .peak),
            claim("threshold-nll-cnn", .derived, nll, .negativeLogLikelihood, .threshold, .convolutional),
            claim("threshold-mse-cnn", .derived, mse, .meanSquaredError, .threshold, .convolutional),
        ]
    }

    /// For each seed the geometric mean of position / claimed position over its curves; seeds that lack a position are left out.
    private func multiples(_ positions: [PositionRow], _ network: Network, _ loss: Loss, _ landmark: Landmark) -> [Double] {
        positions.filter { $0.network == network && $0.loss == loss && $0.landmark == landmark }
            .grouped(by: \.seed).compactMap { _, positions in
                let multiples = positions.compactMap { row in row.position.map { $0 / Double(row.claimed) } }
                return multiples.count == positions.count ? GeometricMean(multiples).estimate : nil
            }
    }

    private static func geometric(_ values: [Double], _ reason: String) -> Evidence {
        values.isEmpty ? .untested(reason) : .geometric(values)
    }

    // MARK: How they grow

    private var exponentClaims: [Claim] {
        func claim(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ loss: Loss, _ variable: Exponent.Variable, _ value: Double
        ) -> Claim {
            let fits = positions.filter { $0.network == .oneHiddenLayer && $0.loss == loss && $0.landmark == .threshold }.exponents
            return Claim(
                id, tier, at: "Section 4.2", quote: quote,
                statement: "MLP, \(loss.title): interpolation threshold, exponent of \(variable.rawValue)",
                paper: fixed(value, decimals: 0), rule: .equivalence(to: value, margin: Self.exponentMargin),
                because: Self.becauseExponent, decided: decided, over: over, decimals: 2,
                evidence: fits.isEmpty
                    ? .untested("the sweep over n and K has no such position for every seed")
                    : .sample(fits.map { variable == .examples ? $0.examples : $0.outputs }))
        }
        return [
            claim(
                "threshold-nll-outputs", .primary, "it does not depend on the number of outputs", .negativeLogLikelihood, .outputs, 0),
            claim("threshold-mse-outputs", .derived, "n ∗K model parameters", .meanSquaredError, .outputs, 1),
            claim("threshold-nll-examples", .derived, "n model parameters", .negativeLogLikelihood, .examples, 1),
            claim("threshold-mse-examples", .derived, "n ∗K model parameters", .meanSquaredError, .examples, 1),
        ]
    }

    // MARK: The picture

    private var figure4Claims: [Claim] {
        let sameThreshold = "a CNN has a double descent peak at the same interpolation threshold"
        let milder = "the effect is much less pronounced"
        func peaks(_ positions: [PositionRow], _ network: Network) -> [PositionRow] {
            positions.filter {
                $0.network == network && $0.landmark == .peak && $0.loss == .negativeLogLikelihood && $0.outputs == 10
                    && $0.position != nil
            }
        }
        /// For each seed, number of examples by number of examples: the first network's value over the second's.
        func ratios(_ positions: [PositionRow], _ first: Network, _ second: Network, _ value: (PositionRow) -> Double) -> [Double] {
            let others = peaks(positions, second)
            return peaks(positions, first).grouped(by: \.seed).compactMap { seed, own in
                let ratios = own.compactMap { row in
                    others.first { $0.seed == seed && $0.examples == row.examples }.map { value(row) / value($0) }
                }
                return ratios.isEmpty ? nil : GeometricMean(ratios).estimate
            }
        }
        func claim(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ statement: String, _ paper: String, _ rule: Rule, _ because: String,
            _ evidence: Evidence, decided: String = "2026-11-30"
        ) -> Claim {
            Claim(
                id, tier, at: "Figure 4", quote: quote, statement: statement, paper: paper, rule: rule, because: because,
                decided: decided, over: over, decimals: 2, evidence: evidence)
        }
        let examples = Double(figure4Runs.first?.configuration.task.examples ?? 1)
        func ofSeeds(_ values: [Double]) -> Evidence { Self.geometric(values, "no seed's curves have a peak") }
        let becauseMilder = "the paper gives no size"
        let changed = "; of the mean curve, over all near-ties of the protocol; until 2026-11-30 of each seed's curve, for one protocol"
        return [
            claim(
                "figure4-peak-mlp", .primary, "This threshold is fairly easy to predict in fully-connected models",
                "MLP, n = 10000: test peak as a multiple of n parameters", "1", Self.position, Self.becausePosition + changed,
                mixed(perceptrons) { curves, draws in curves.mean(of: draws).peak.map { $0.position.value / examples } }),
            claim(
                "figure4-peak-cnn", .primary, sameThreshold, "CNN, n = 10000: test peak as a multiple of n parameters", "1", Self.position,
                Self.becausePosition + "; of the mean curve; until 2026-11-30 of each seed's curve",
                mixed([convolutional]) { curves, draws in curves.mean(of: draws).peak.map { $0.position.value / examples } }),
            claim(
                "figure4-milder-relative", .primary, milder,
                "n = 10000: height of the MLP's test peak over its sides, divided by the CNN's", "above 1", .greater(than: 1),
                becauseMilder + changed,
                mixed(perceptrons) { curves, draws in
                    guard let own = curves.mean(of: draws).peak, let other = convolutional.mean(of: draws).peak else { return nil }
                    return own.height / other.height
                }),
            claim(
                "figure4-milder", .extension, "",
                "n = 10000: how much the MLP's test loss rises to its peak, in nats, divided by the same of the CNN", "above 1",
                .greater(than: 1),
                "the figure has a linear axis; a rule that was made after the ratio of losses had been seen to be inconclusive, and stood in its place in the primary list from 2026-11-26 to 2026-11-30",
                ofSeeds(ratios(figure4, .oneHiddenLayer, .convolutional) { $0.rise! }), decided: "2026-11-26"),
            claim(
                "peak-cnn-position", .derived, sameThreshold,
                "n = 200 to 800, K = 10, negative log likelihood: position of the CNN's test peak divided by the MLP's", "1", Self.position,
                Self.becausePosition, ofSeeds(ratios(positions, .convolutional, .oneHiddenLayer) { $0.position! }), decided: "2026-11-24"),
            claim(
                "peak-cnn-milder", .derived, milder,
                "n = 200 to 800, K = 10, negative log likelihood: height of the MLP's test peak over its sides, divided by the CNN's",
                "above 1", .greater(than: 1), becauseMilder, ofSeeds(ratios(positions, .oneHiddenLayer, .convolutional) { $0.height! }),
                decided: "2026-11-24"),
        ]
    }

    /// What is found on mean curves of Figure 4, over all draws of the seeds, each of some protocols as likely as the others.
    private func mixed(_ all: [SeedCurves], _ value: @escaping (SeedCurves, [Int]) -> Double?) -> Evidence {
        let found = all.compactMap { curves -> Resampled? in
            guard let estimate = value(curves, Array(curves.seeds.indices)) else { return nil }
            return Resampled(count: curves.seeds.count, estimate: estimate) { value(curves, $0) ?? .nan }
        }
        guard let first = found.first, found.count == all.count else { return .untested("a mean curve has no peak") }
        return .resampled(Resampled(mixing: found, estimate: first.estimate))
    }

    // MARK: Ours

    /// Between what the threshold of the log likelihood lies, over the tasks: it grows more slowly than n, and grows with K.
    private var rangeClaims: [Claim] {
        let all = positions.filter { $0.network == .oneHiddenLayer && $0.loss == .negativeLogLikelihood && $0.landmark == .threshold }
        let (examples, outputs) = (Set(all.map(\.examples)).sorted(), Set(all.map(\.outputs)).sorted())
        guard examples.count > 1, outputs.count > 1 else { return [] }
        return [("lowest", examples.last!, outputs.first!), ("highest", examples.first!, outputs.last!)].map { name, n, k in
            let own = all.filter { $0.examples == n && $0.outputs == k }
            return Claim(
                "threshold-nll-\(name)", .extension, at: "Section 4.2", quote: "",
                statement: "MLP, negative log likelihood: interpolation threshold as a multiple of n parameters, n = \(n) and K = \(k)",
                paper: "1", rule: Self.position, because: "the end of the range over n and K, of which threshold-nll is the middle",
                decided: "2026-11-30", over: over, decimals: 2,
                evidence: Self.geometric(
                    multiples(own, .oneHiddenLayer, .negativeLogLikelihood, .threshold), "no seed's curve has a threshold"))
        }
    }

    /// What the thresholds owe to the definition of a model that fits.
    private var definitionClaims: [Claim] {
        rangeClaims
            + otherDefinitions.flatMap { fittedPart, positions in
                Loss.allCases.map { loss in
                    Claim(
                        "threshold-\(loss.rawValue)-at-\(Int((100 * fittedPart).rounded()))", .extension, at: "Section 4.2", quote: "",
                        statement:
                            "MLP, \(loss.title): interpolation threshold as a multiple of \(loss == .negativeLogLikelihood ? "n" : "n K") parameters where \(fixed(100 * fittedPart, decimals: 0)) % of the loss of a constant prediction counts as a fit",
                        paper: "1", rule: Self.position, because: Self.becausePosition, decided: "2026-11-26", over: over, decimals: 2,
                        evidence: Self.geometric(
                            multiples(positions, .oneHiddenLayer, loss, .threshold),
                            "the sweep over n and K has no such position for every seed"))
                }
            }
    }

    /// How near Figure 4's curves come to the authors', whose protocol is not published, and to another run of theirs, which nothing was fitted to.
    private var distanceClaims: [Claim] {
        func claim(
            _ name: String, _ network: Network, _ ours: (ModelEvaluation) -> Double, _ statement: String, _ because: String,
            decided: String,
            _ theirs: (Int) -> Double?
        ) -> Claim {
            let distances = Authors.distances(figure4Runs, network, ours, theirs)
            return Claim(
                "figure4-\(name)", .extension, at: "Figure 4", quote: "", statement: "\(network.title): difference of the \(statement)",
                unit: "nats", paper: "0", rule: .atMost(0.1), because: "a twentieth of the figure's axis; \(because)", decided: decided,
                over: over, decimals: 3, evidence: distances.isEmpty ? .untested("no model was trained") : .sample(distances))
        }
        let parts: [(name: String, loss: KeyPath<ModelEvaluation, Double>, of: KeyPath<Authors.Point, Double>)] = [
            ("train", \.trainLoss, \.trainLoss), ("test", \.testLoss, \.testLoss),
        ]
        let curves = [Network.oneHiddenLayer, .convolutional].flatMap { network in
            parts.map { part in
                claim(
                    "\(part.name)-\(network.rawValue)", network, { $0[keyPath: part.loss] },
                    "\(part.name) loss from the authors' curve, without sign, mean over all widths",
                    "the search for a protocol looks at training losses alone", decided: "2026-11-26"
                ) { authors.point(network, parameters: $0)?[keyPath: part.of] }
            }
        }
        return curves + [
            claim(
                "test-mlp-second", .oneHiddenLayer, \.testLoss,
                "test loss from the authors' curve in another of their runs, without sign, mean over its widths",
                "nothing was fitted to this run", decided: "2026-11-30"
            ) { authors.secondRun[$0] }
        ]
    }
}
