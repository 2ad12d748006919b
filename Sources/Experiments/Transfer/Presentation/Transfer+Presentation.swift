import Artifact

extension Transfer {
    static let summary = "Train a convolutional model on images with the activation learned on MNIST-1D, and with common ones."
    static let details = """
        CLAIM (paper, end of the section on metalearning): in convolutional models of MNIST and CIFAR-10 the activation learned \
        on MNIST-1D is especially good at a low training loss early, which is what it was learned for, and in the \
        middle of the pack by the final test loss.

        METHOD: Three convolutions of 16 channels, kernels of 5, 3 and 3 a side, stride 2, padding 1, each followed by the \
        activation, then a linear layer. Adam, batches of 100 in order, 1000 steps, evaluation every 100, at each of three \
        learning rates: the learned activation was made at one rate of another optimizer, and the paper does not say \
        how its models were trained. A seed covers the initial weights, which are the same for all activations. "Early" \
        is the mean training loss of the last 200 of the first 301 steps, the objective of the metalearning; "end" is after all \
        steps. Activations are ranked seed by seed; intervals of the mean rank are Student's t, 95 %.
        The learned activation is that of metalearn-activation, seed 0, in its piecewise linear form: lines between 21 knots, \
        never farther from the network than half of the noise it was learned with. Where that run is missing, \
        metalearn-activation computes it first.

        RUNNING TIME: 2 minutes of two cores on the subset, seconds at quick scale.

        EXAMPLES:
          transfer --scale quick
          MNIST_DIR=Data/mnist transfer --data full
          CIFAR_DIR=cifar-10-batches-bin transfer --data cifar10 --learning-rates 0.003
        """

    func render(_ runs: [TransferRun], into figures: FigureFolder) throws {
        try figures.write("runs", rows: RunRow.rows(runs))
        try figures.tabulate(
            "ranks",
            caption:
                "Activations in a convolutional model of images. Means over seeds, and mean ranks among all activations of the same seed and rate, with their 95 % intervals.",
            rows: RankRow.rows(RunRow.rows(runs)), table: RankRow.table)
        try figures.draw(
            "activations",
            caption:
                "The activation learned on MNIST-1D in a CNN of \(data.title), beside common ones, at several learning rates. Above: training loss. Below: the mean rank with its 95 % interval.",
            rows: PanelRow.rows(runs), figure: PanelRow.figure)
    }
}

extension ImageSelection {
    var title: String {
        switch self {
        case .subset: "a subset of MNIST"
        case .full: "MNIST"
        case .cifar10: "CIFAR-10"
        }
    }
}
