/// What others measured on MNIST-1D, in percent, with the sources.
enum Published {
    struct Accuracy {
        let mean: Double
        /// As printed after ±; the paper does not say of what.
        let deviation: Double?
    }

    /// Paper, Table 1. For shuffled signals it calls the human's accuracy approximate.
    static func paper(_ classifier: Classifier, _ arrangement: Arrangement.Kind) -> Accuracy {
        switch (classifier, arrangement) {
        case (.logistic, _): Accuracy(mean: 32, deviation: 1)
        case (.mlp, _): Accuracy(mean: 68, deviation: 2)
        case (.cnn, .original): Accuracy(mean: 94, deviation: 2)
        case (.cnn, .shuffled): Accuracy(mean: 56, deviation: 2)
        case (.gru, .original): Accuracy(mean: 91, deviation: 2)
        case (.gru, .shuffled): Accuracy(mean: 57, deviation: 2)
        }
    }

    static func human(_ arrangement: Arrangement.Kind) -> Accuracy {
        switch arrangement {
        case .original: Accuracy(mean: 96, deviation: 1)
        case .shuffled: Accuracy(mean: 30, deviation: 10)
        }
    }

    /// The authors' benchmark notebook: what it prints at step 6000, seed 42.
    static func notebook(_ classifier: Classifier, _ arrangement: Arrangement.Kind) -> Double {
        switch (classifier, arrangement) {
        case (.logistic, _): 31.5
        case (.mlp, .original): 65.1
        case (.mlp, .shuffled): 66.0
        case (.cnn, .original): 92.3
        case (.cnn, .shuffled): 58.7
        case (.gru, .original): 89.1
        case (.gru, .shuffled): 53.3
        }
    }

    /// The human's mistakes for each digit among 500 examples, from the authors' data behind the paper's Figure 8.
    static let humanMistakes: [(wrong: Int, shown: Int)] = [
        (2, 37), (2, 55), (5, 42), (0, 62), (3, 57), (0, 48), (0, 51), (5, 46), (0, 48), (4, 54),
    ]
}
