import NeuralNetworks

extension Benchmarks {
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        let isSized = configuration.model != .mlp || configuration.network.hidden == SignalClassifier.Sizes().hidden
        return isSized ? (configuration.model.sizedName, configuration.steps) : nil
    }
}
