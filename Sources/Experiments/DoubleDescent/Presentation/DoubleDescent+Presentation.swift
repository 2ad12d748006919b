import Artifact
import NeuralNetworks

extension DoubleDescent {
    static let place = "Figure 4: double descent, and where its peak lies for two losses"
    static let summary = "Train wider and wider models: where do they first fit, and where is the test loss highest?"
    static let details = """
        CLAIM (paper, Section 4.2 and Figure 4): the test loss of wider and wider models rises to a peak where a model is just able to \
        fit its n training examples, and falls again beyond. With the negative log likelihood this interpolation threshold lies at n \
        parameters, whatever the number K of outputs; with the mean squared error at n K. A CNN peaks at the same threshold, much less.

        DEFINITIONS: A model fits where its training loss is at most 2 % of what the best constant prediction costs. The \
        interpolation threshold lies between the last width before the first that fits, and that one. The peak is the width \
        whose test loss stands highest above the lowest losses on both sides. Of n and K both are found on each seed's curve alone; means and \
        95 % intervals over seeds are taken of logarithms, and widened by what the grid of widths leaves open. Those of Figure 4 are of the mean \
        curve, with 90 % intervals over all draws of the seeds with replacement; where that of the peak is wider than a factor of 1.5 to either \
        side, no peak is resolved.

        METHOD: Clean labels but for label-noise and notebook. Seed s makes the dataset with seed 42 + s, the initial weights with \
        torch's seed s, and new orders of batches of 100 from the stream "batch-order".
        figure4: n = 10000, 2500 test examples, the authors' 24 widths of an MLP with one hidden layer and 18 of a CNN with three \
        convolutions, five seeds, negative log likelihood. The authors' protocol is not published.
        protocols: the first search for it. Adam at 0.001, 0.002, 0.005 and 0.01, and gradient descent with momentum 0.9 at 0.01, 0.03 and \
        0.1, after 1000 to 20000 steps (CNN 10000), on a part of the widths. The CNN of Figure 4 has the one whose training losses are nearest to \
        the authors'.
        fine-protocols: the search for the MLP's, on all widths and three seeds: momentum 0.9 at 0.02, 0.03 and 0.05, Adam at 0.003, 0.005 and \
        0.007, after 10000 to 20000 steps, batches in a new order each epoch; the middle one of each also with weight decay 1e-4, and with batches \
        in the dataset's order. The MLP of Figure 4 has the one whose mean training curve is nearest to the authors'. What is less than two standard errors of \
        a difference farther is a near-tie; the standard error is that of chance among seeds, pooled over all candidates. A model whose loss is \
        above a constant's has diverged, and its candidate is none. Claims about the MLP are judged over all near-ties.
        thresholds: n = 200, 400 and 800; K = 10, and 5 and 2 classes of digits with the same remainder, so that the signals stay and \
        K alone changes; both losses; eight seeds, 4000 test examples. Widths with a quarter to 3 times the claimed number of \
        parameters, every one up to 12, then in steps of 8 %. 10000 steps of Adam, its rate falling from 0.02 to 0 in a straight line, \
        batches in order. The MLP has all 18 curves. The CNN, which is expensive, has for the log likelihood those with K = 10 or n = 400, \
        for squared errors those with n K at most 1000.
        lengths: the same MLP, n = 200, K = 10, after 5000, 20000 and 60000 steps.
        label-noise: n = 400; a label is replaced with probability 0.15 by any of the ten classes, so that 13.5 % come out wrong; \
        20000 steps of gradient descent with momentum 0.9 and rate 0.03 (log likelihood) or 0.1 (squared errors, whose gradient is smaller).
        notebook: the protocol of the authors' later notebook: n = 4000, 12000 test examples, MLP 40-h-h-10 without and with label \
        noise and CNN with, learning rate 0.01, 500 epochs; their seeds are unknown.

        EXAMPLES:
          double-descent --scale quick
          double-descent --sweeps thresholds --steps 60000
          double-descent --sweeps label-noise --label-noise 0.3
        """

    static let parameters =
        [
            RunParameter("sweep", Sweep.self, "The question that a run helps to answer"),
            RunParameter("network", Network.self, "What is made wider and wider"),
            RunParameter("width", .whole(RunParameter.sizes), "Hidden units a layer, or channels"), .seed,
            RunParameter("task.examples", .whole(1...1_000_000), "n: training examples"),
            RunParameter("task.outputs", .whole(2...10_000), "K: classes; labels are taken modulo K"),
            RunParameter("task.labelNoise", .number(0...1), "Probability with which a training label is replaced, of all runs"),
            RunParameter("recipe.loss", Loss.self, "The loss"),
            RunParameter("recipe.rule.adam.learningRate", .positive, "Of runs with Adam"),
            RunParameter("recipe.rule.adamToZero.learningRate", .positive, "Of runs whose rate falls to 0: the first one"),
            RunParameter("recipe.rule.momentum.learningRate", .positive, "Of runs with gradient descent"),
            RunParameter("recipe.details.momentum", .number(0...0.9999), "Of gradient descent"),
            RunParameter("recipe.details.weightDecay", .number(0...1000), "Weight decay, added to the gradient"),
            RunParameter("recipe.batchSize", .whole(1...1_000_000), "Examples per step"),
            RunParameter("recipe.isShuffled", .flag, "Whether each epoch has a new order"),
        ]
        + (0..<8).map {
            RunParameter("recipe.evaluations.\($0)", .whole(Checks.counts), "Steps before evaluation \($0 + 1); the last ends the training")
        }
        + RunParameter.dataset(at: "task.dataset") + RunParameter.at("task", RunParameter.file)

    static func measurements(of outcome: [ModelEvaluation], configuration: Configuration) -> [Measurement] {
        let x = Double(configuration.parameterCount)
        return [
            Measurement("Test loss", outcome.last!.testLoss, x: x, along: "Parameters", parameter: "width"),
            Measurement("Training loss", outcome.last!.trainLoss, x: x, along: "Parameters", parameter: "width"),
        ]
    }
}
