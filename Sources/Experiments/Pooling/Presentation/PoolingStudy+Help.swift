import Artifact
import NeuralNetworks
import Training

extension PoolingStudy {
    static let place = "Figure 7: pooling and sample efficiency"
    static let summary = "Train convolutional models with five kinds of pooling on 1000 to 50000 examples."
    static let details = """
        CLAIM (paper, Figure 7): pooling helps where there are few training examples. Where there are many, it makes little \
        difference or hinders, and L2 pooling does better than max pooling.

        METHOD: Two convolutions of 20 channels, kernel 3, padding 1, ReLU, each followed by pooling over two positions \
        (none, stride 2 in the convolution instead, max, average, L2), then a linear layer. Adam, learning rate 0.01, \
        batches of 100 in order, 6000 steps, evaluation every 100 on 1000 test examples and on the first 1000 \
        training examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s, \
        so that seed 0 is the authors' run. Curves are smoothed with a Gaussian of standard deviation 1 evaluation, as in \
        the paper. Bands are ± 1 sample standard deviation over seeds.

        EXAMPLES:
          pooling --scale quick
          pooling --sizes 500 1000 --seeds 0 1 2 3 4
        """

    static let parameters =
        [
            RunParameter("pooling", Pooling.self, "How neighbouring positions are joined"),
            RunParameter("examples", .whole(100...1_000_000), "Training examples"),
            .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
            RunParameter("testExamples", .whole(10...1_000_000), "Test examples"),
            RunParameter("network.kernel", .whole(RunParameter.kernelSizes), "Kernel size of both convolutions"),
            RunParameter("network.padding", .whole(0...1000), "Zeros at each end of a convolution's input"),
            RunParameter("network.channels", .whole(RunParameter.sizes), "Channels of both convolutions"),
        ]
        + RunParameter.dataset(
            derived: ["samples": "examples and testExamples", "trainSplit": "examples and testExamples", "seed": "seed"])
        + RunParameter.file
}
