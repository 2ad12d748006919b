import Training

extension DatasetDifficulty {
    /// Signals of another length make other models.
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        guard configuration.source.length == 40 else { return nil }
        let row =
            switch configuration.model {
            case .logistic: "logistic"
            case .mlp: "mlp-100"
            case .cnn: "cnn-25"
            case .gru: "gru-6"
            }
        return (row, configuration.steps)
    }
}
