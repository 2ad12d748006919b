import Artifact
import NeuralNetworks
import Statistics

/// One candidate for the protocol of Figure 4's MLP: how near its curves are to the authors', and what its own show.
struct FineProtocolRow: Codable {
    let optimizer: String
    let isShuffled: Bool
    let weightDecay: Double
    let steps: Int
    let seeds: Int
    /// Models whose training diverged.
    let diverged: Int
    /// The mean difference of the mean training loss, without sign, over all widths; this chooses.
    let trainDistance: Double
    /// The same of logged losses, each of one batch before its update, over the last 100, 1000 and 5000 steps.
    let batchDistance100: Double
    let batchDistance1000: Double
    let batchDistance5000: Double
    /// The same of the test loss, from both of the authors' runs. They play no part in the choice.
    let testDistance: Double
    let secondTestDistance: Double
    /// The mean training loss of the models with more than n parameters, on the whole set and as logged over the last 1000 steps.
    let floor: Double
    let batchFloor: Double
    /// Of the mean test curve, in parameters, with the 90 % interval over all draws of the seeds.
    let peak: Double?
    let peakLower: Double?
    let peakUpper: Double?
    let peakLoss: Double?
    let isChosen: Bool
    /// As near as the chosen one within the noise of seeds.
    let isTie: Bool

    /// The candidates and the choice among them, in the order of the runs and of the numbers of steps.
    static func candidates(_ runs: [DescentRun], _ authors: Authors) -> (all: [Candidate], choice: ProtocolChoice) {
        let all = runs.grouped(by: \.configuration.recipe).flatMap { recipe, runs in
            recipe.evaluations.indices.map { Candidate(recipe: recipe, index: $0, runs: runs) }
        }
        let published = all.first.map { $0.curves.parameters.map { authors.point(.oneHiddenLayer, parameters: $0)!.trainLoss } }
        let choice = ProtocolChoice(
            all.map { ProtocolChoice.Candidate(losses: $0.curves.trainLosses) }, published: published ?? [],
            constantLoss: Loss.negativeLogLikelihood.ofConstant(outputs: 10))
        return (all, choice)
    }

    struct Candidate {
        let recipe: TrainingRecipe
        /// Of its number of steps.
        let index: Int
        let runs: [DescentRun]
        let curves: SeedCurves

        init(recipe: TrainingRecipe, index: Int, runs: [DescentRun]) {
            (self.recipe, self.index, self.runs) = (recipe, index, runs)
            curves = SeedCurves(runs) { $0.outcome[index] }
        }

        /// Mean over seeds, width by width, of what an evaluation has.
        fileprivate func means(_ value: (ModelEvaluation) -> Double) -> [Double] {
            curves.parameters.map { parameters in
                Summary(runs.filter { $0.configuration.parameterCount == parameters }.map { value($0.outcome[index]) }).mean
            }
        }
    }

    static func rows(_ runs: [DescentRun], _ authors: Authors) -> [FineProtocolRow] {
        let (all, choice) = candidates(runs, authors)
        return all.enumerated().map { index, candidate in
            let parameters = candidate.curves.parameters
            func distance(_ ours: [Double], _ theirs: (Int) -> Double?) -> Double {
                Summary(zip(ours, parameters).compactMap { ours, count in theirs(count).map { (ours - $0).magnitude } }).mean
            }
            func train(_ parameters: Int) -> Double? { authors.point(.oneHiddenLayer, parameters: parameters)?.trainLoss }
            func batch(_ window: Int) -> [Double] { candidate.means { $0.batchLosses?[window] ?? .nan } }
            let (trainLosses, testLosses) = (candidate.means(\.trainLoss), candidate.means(\.testLoss))
            let wide = parameters.indices.filter { parameters[$0] > candidate.runs[0].configuration.task.examples }
            let limit = Loss.negativeLogLikelihood.ofConstant(outputs: 10)
            let peak = candidate.curves.peak
            let limits = peak?.limits(tail: 0.05)
            return FineProtocolRow(
                optimizer: candidate.recipe.rule.label, isShuffled: candidate.recipe.isShuffled,
                weightDecay: candidate.recipe.details.weightDecay, steps: candidate.recipe.evaluations[candidate.index],
                seeds: candidate.curves.seeds.count,
                diverged: candidate.curves.trainLosses.reduce(0) { $0 + $1.count { !($0 <= limit) } },
                trainDistance: distance(trainLosses, train), batchDistance100: distance(batch(0), train),
                batchDistance1000: distance(batch(1), train), batchDistance5000: distance(batch(2), train),
                testDistance: distance(testLosses) { authors.point(.oneHiddenLayer, parameters: $0)?.testLoss },
                secondTestDistance: distance(testLosses) { authors.secondRun[$0] },
                floor: Summary(wide.map { trainLosses[$0] }).mean, batchFloor: Summary(wide.map { batch(1)[$0] }).mean,
                peak: peak?.estimate, peakLower: limits?.lower, peakUpper: limits?.upper,
                peakLoss: peak.flatMap { peak in zip(parameters, testLosses).first { Double($0.0) == peak.estimate }?.1 },
                isChosen: index == choice.chosen, isTie: choice.isTie(index))
        }
    }

    /// The near-ties, and of each rule, order and decay the nearest number of steps.
    static func table(_ rows: [FineProtocolRow]) -> PrintedTable {
        var table = PrintedTable(
            header: [
                "Optimizer, rate", "Batches, decay", "Steps", "Training", "as logged", "Test", "second run", "Floor", "as logged", "Peak",
                "Loss there",
            ], wordColumns: 2)
        for (_, own) in rows.grouped(by: { "\($0.optimizer) \($0.isShuffled) \($0.weightDecay)" }) {
            let nearest = own.filter { $0.diverged == 0 }.min { $0.trainDistance < $1.trainDistance }
            for row in own where row.isTie || row.steps == nearest?.steps || nearest == nil {
                table.append(row.cells)
            }
        }
        return table
    }

    private var cells: [String] {
        let decay = weightDecay > 0 ? ", \(weightDecay)" : ""
        let mark = isChosen ? " **" : isTie ? " *" : ""
        guard diverged == 0 else {
            return [optimizer, (isShuffled ? "new order" : "in order") + decay, "\(steps)", "\(diverged) diverged"]
                + Array(repeating: "–", count: 7)
        }
        let interval = peakLower.flatMap { lower in peakUpper.map { " [\(fixed(lower, decimals: 0)), \(fixed($0, decimals: 0))]" } } ?? ""
        return [
            optimizer, (isShuffled ? "new order" : "in order") + decay, "\(steps)", fixed(trainDistance, decimals: 3) + mark,
            fixed(batchDistance1000, decimals: 3), fixed(testDistance, decimals: 3), fixed(secondTestDistance, decimals: 3),
            fixed(floor, decimals: 3), fixed(batchFloor, decimals: 3),
            peak.map { fixed($0, decimals: 0) + interval } ?? "–", peakLoss.map { fixed($0, decimals: 2) } ?? "–",
        ]
    }
}
