import Artifact
import Datasets

extension Transfer {
    static let place = "The end of the section on Figure 6: the learned activation on images"
    static let summary = "Train convolutional models of images with the activation learned on MNIST-1D, and with common ones."
    static let details = """
        CLAIM (paper, end of the section on metalearning): in convolutional models of MNIST and CIFAR-10 the activation learned \
        on MNIST-1D is especially good at a low training loss early, which is what it was learned for, and in the \
        middle of the pack by the final test loss. The notebook: it "does well in terms of mean training loss during the first \
        epoch", and is "a bit worse than ReLU, Swish, and Elu for training these larger models to convergence".

        METHOD: Three convolutions of 8 or 16 channels, kernels of 5, 3 and 3 a side, stride 2, padding 1, each followed by the \
        activation, then a linear layer: the authors' own models are not published. Adam, batches of 100 in order, the rate \
        falling to 0 in a straight line from each of three values; 4 epochs, 10 of the subset. Two learned \
        activations: that of metalearn-activation, seed 0, as lines between 21 knots, never farther from the network than half \
        of the noise it was learned with; and the authors' six straight pieces for theirs. Each activation is shown at its \
        best rate, which has the best mean over seeds by the measure that is shown. A seed covers the initial weights, the \
        same for all activations. MNIST-1D is standardised; so are the images here, with the usual constants. The first epoch is also \
        run with points from 0 to 1. Where the run of metalearn-activation is missing, it is \
        computed first.

        CIFAR-10: cifar10 reads the original binary files (make cifar10 downloads them), cifar10-jpeg files of the same form \
        made from JPEG copies of the images, which lost something: its results have that name.

        EXAMPLES:
          transfer --scale quick
          MNIST_DIR=Data/mnist transfer --data full
          CIFAR_DIR=Data/cifar10 transfer --data cifar10 --learning-rates 0.003
        """

    func render(_ runs: [TransferRun], into figures: FigureFolder) throws {
        let rows = RunRow.rows(runs)
        try figures.write("runs", rows: rows)
        try figures.tabulate(
            "ranks",
            caption:
                "Activations in convolutional models of \(data.title), each at its best learning rate: means over seeds ± half of the 95 % interval, and mean ranks among all of the same seed. The CSV file has all rates.",
            rows: RankRow.rows(rows), table: RankRow.table)
        try figures.draw(
            "activations",
            caption:
                "The activation learned on MNIST-1D, and the authors' fit of theirs, in convolutional models of \(data.title), beside common ones: training loss in the first epoch with points from 0 to 1 and standardised, in the last epoch, and test loss; means over seeds at each activation's best learning rate, with 95 % intervals.",
            rows: PanelRow.rows(RankRow.rows(rows)), figure: PanelRow.figure)
        // The paper's sentences are about all of MNIST and CIFAR-10.
        if data != .subset { try figures.judge(claims(rows)) }
    }

    static let parameters =
        [
            RunParameter("activation", TransferredActivation.self, "The activation"),
            RunParameter("metalearning", .derived("--seeds"), "Seed of the metalearning whose function is learned"), .seed,
            RunParameter("channels", .whole(1...1000), "Channels of each convolution"),
            RunParameter("epochs", .whole(1...10_000), "Passes over the training images"),
            RunParameter("decayEpochs", .whole(1...10_000), "The learning rate falls to 0 over so many of them"), .batchSize, .learningRate,
            RunParameter("network.kernels.0", .whole(1...28), "Taps a side of the first convolution"),
            RunParameter("network.kernels.1", .whole(1...28), "Taps a side of the second convolution"),
            RunParameter("network.kernels.2", .whole(1...28), "Taps a side of the third convolution"),
            RunParameter("network.stride", .whole(1...28), "Positions between two outputs of a convolution"),
            RunParameter("network.padding", .whole(0...28), "Zeros around a convolution's input"),
            RunParameter("pixels", PixelScale.self, "Scale of the points of images"),
            RunParameter("data", .derived("--data"), "The images"),
        ]

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [
            Measurement("Test loss, end", outcome.testLosses.last!),
            Measurement("Training loss, first epoch", outcome.losses[0]),
        ]
    }
}

extension ImageSelection {
    var title: String {
        switch self {
        case .subset: "a subset of MNIST"
        case .full: "MNIST"
        case .cifar10: "CIFAR-10"
        case .cifar10JPEG: "CIFAR-10 (JPEG copy)"
        }
    }
}
