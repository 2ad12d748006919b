import Training

extension Benchmarks {
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
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
