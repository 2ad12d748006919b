import Artifact
import NeuralNetworks
import Training

extension Architectures {
    static let place = "An extension of Table 1: networks along the continuum between the MLP and the CNN"
    static let summary = "Train twelve networks on signals in their order and permuted, and say what each loses."
    static let details = """
        CLAIM (paper, Section 4.5): models with more moderate spatial priors would sit somewhere along the continuum between the MLP and \
        the CNN.

        METHOD: The four networks of Table 1 (the MLP with 256 units) and eight others, on the paper's signals and on the same with \
        all points permuted in one way. Deep MLP: four hidden layers of 100. Residual MLP: five blocks of 100 with batch normalization. \
        Transformer: two blocks of 16 numbers a position with one head, with and without trained positions. Dilated CNN: three \
        convolutions with dilation 2. TCN and ResNet: as in arXiv 2602.13348; causal TCN: blocks of dilations 1, 2, 4, 8. These have 32 \
        channels, the last 16, and their scores are linear in the mean over all positions. Adam, 2000 steps, batches of 100 in order, learning rate \
        0.01. Accuracies are the highest of a training on the test examples, as in Table 1. Seed \
        s gives the initial weights, dropout, and NumPy's permutation.

        EXAMPLES:
          architectures --scale quick
          architectures --networks mlp cnn transformer --seeds 0 1 2
        """

    static let parameters =
        [
            RunParameter("network", Network.self, "The network"),
            RunParameter("order", Order.self, "The order of a signal's points"),
            .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
        ] + RunParameter.dataset() + RunParameter.file
}
