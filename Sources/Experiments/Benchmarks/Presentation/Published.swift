import NeuralNetworks

/// What others measured on MNIST-1D, in percent, with the sources.
enum Published {
    struct Accuracy {
        let mean: Double
        /// As printed after ±; the paper does not say of what.
        let deviation: Double?
    }

    /// Paper, Table 1. For shuffled signals it calls the human's accuracy approximate.
    static func paper(_ classifier: SignalClassifier, _ data: Arrangement.Kind) -> Accuracy {
        switch (classifier, data) {
        case (.logistic, _): Accuracy(mean: 32, deviation: 1)
        case (.mlp, _): Accuracy(mean: 68, deviation: 2)
        case (.cnn, .original): Accuracy(mean: 94, deviation: 2)
        case (.cnn, .shuffled): Accuracy(mean: 56, deviation: 2)
        case (.gru, .original): Accuracy(mean: 91, deviation: 2)
        case (.gru, .shuffled): Accuracy(mean: 57, deviation: 2)
        }
    }

    static func human(_ data: Arrangement.Kind) -> Accuracy {
        switch data {
        case .original: Accuracy(mean: 96, deviation: 1)
        case .shuffled: Accuracy(mean: 30, deviation: 10)
        }
    }

    /// Training steps of the authors' notebooks, their Figure 2 among them; `train.py` says 8000.
    static let notebookSteps = 6000

    /// The authors' benchmark notebook: the test accuracy that it prints after every 1000 steps up to 6000, seed 42.
    static func notebook(_ classifier: SignalClassifier, _ data: Arrangement.Kind, step: Int) -> Double? {
        guard step > 0, step % 1000 == 0, step <= 6000 else { return nil }
        return notebook(classifier, data)[step / 1000 - 1]
    }

    private static func notebook(_ classifier: SignalClassifier, _ data: Arrangement.Kind) -> [Double] {
        switch (classifier, data) {
        case (.logistic, .original): [32.1, 32.0, 31.6, 31.3, 31.5, 31.5]
        case (.mlp, .original): [60.9, 64.7, 65.6, 65.2, 65.7, 65.1]
        case (.cnn, .original): [87.9, 90.8, 90.6, 92.2, 91.9, 92.3]
        case (.gru, .original): [86.1, 86.5, 89.2, 90.3, 89.9, 89.1]
        case (.logistic, .shuffled): [32.3, 31.6, 31.4, 31.3, 31.5, 31.5]
        case (.mlp, .shuffled): [61.1, 65.5, 66.5, 66.1, 66.0, 66.0]
        case (.cnn, .shuffled): [53.3, 56.6, 54.7, 57.7, 58.3, 58.7]
        case (.gru, .shuffled): [56.8, 56.2, 55.8, 53.8, 54.4, 53.3]
        }
    }

    /// The bars of the paper's Figure 8 for the human: mistakes among 500 answers, of which 100 count twice.
    static let humansBars = bars(
        [2, 2, 5, 0, 3, 0, 0, 5, 0, 4], of: [37, 55, 42, 62, 57, 48, 51, 46, 48, 54])

    /// And for the CNN: as read off the figure, mistakes among the first 500 test examples.
    static let cnnsBars = bars(
        [0, 5, 8, 0, 7, 2, 0, 7, 2, 3], of: [45, 51, 49, 57, 55, 50, 52, 44, 46, 51])

    private static func bars(_ wrong: [Double], of shown: [Double]) -> [Double] {
        zip(wrong, shown).map { 100 * $0 / $1 }
    }
}
