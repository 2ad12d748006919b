/// What the authors found, beside ``PublishedCurves`` and ``PublishedSearch``. All of it belongs to 500 hidden units, 100 retrains and
/// 6000 steps; where ours are others, nothing of it is shown.
enum Published {
    /// Test accuracy in percent of a network under a change after a step, mean of two trials.
    static func accuracy(_ ticket: Ticket, _ change: Change, _ data: Analysis.Data, step: Int) -> Double? {
        switch (data, change) {
        case (.same, .chunks): step == 6000 ? chunks[ticket] : nil
        // Their new weights are these.
        case (.same, .nextSeed): PublishedCurves.accuracy(ticket, .newWeights, step: step)
        case (.same, _): PublishedCurves.accuracy(ticket, change, step: step)
        case (.fresh, .none): step == 6000 ? fresh[ticket] : nil
        case (.fresh, _): nil
        }
    }

    /// Their fourth ablation, which the paper leaves out, after 6000 steps: read off lottery_asymptotes_chunks.png, to about 0.1.
    private static let chunks: [Ticket: Double] = [.dense: 64.45, .lottery: 66.15, .random: 61.5]

    /// Their later notebook, on a dataset of seed 43: two trials, as it prints them after 6000 steps.
    private static let fresh: [Ticket: Double] = [
        .dense: (64.2 + 64.2) / 2, .lottery: (64.9 + 66.8) / 2, .random: (61.5 + 58.4) / 2,
    ]

    /// Figure 3g: runs of unmasked neighbours per hidden unit and input in one trial, with the standard error over its hidden
    /// units, from the vector drawing lottery_adjacency.pdf.
    ///
    /// Their count of four for the lottery ticket multiplies by the random ticket's mask in its last factor, so that it
    /// does not count four lottery weights.
    static func adjacency(_ ticket: Ticket, _ neighbours: Int) -> (value: Double, standardError: Double)? {
        switch (ticket, neighbours) {
        case (.random, 2): (0.0072, 0.000645)
        case (.random, 3): (0.0009, 0.000231)
        case (.random, 4): (0.0001, 0.0000706)
        case (.lottery, 2): (0.0086, 0.001087)
        case (.lottery, 3): (0.00215, 0.000716)
        case (.lottery, 4): (0.00035, 0.000165)
        default: nil
        }
    }
}
