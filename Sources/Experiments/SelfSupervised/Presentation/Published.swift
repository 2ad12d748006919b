import NeuralNetworks

/// What the authors' notebook `self-supervised-learning` prints for its one seed, 42, in percent.
enum Published {
    /// Linear accuracy of the signals and of each layer in order.
    static func linear(_ projector: ContrastiveNetwork.Projector) -> [Double] {
        switch projector {
        case .standard: [32.8, 75.1, 80.9, 82.1, 76.1, 75.0]
        case .none: [32.8, 82.2, 79.5, 53.4]
        case .deep: [32.8, 75.9, 82.4, 79.5, 77.3, 72.8, 65.0, 61.1]
        }
    }

    /// Ten nearest neighbours: of the signals, and of Z after training with the default projector.
    static let neighborsInInput = 59.6
    static let neighborsAfter = 74.1
}
