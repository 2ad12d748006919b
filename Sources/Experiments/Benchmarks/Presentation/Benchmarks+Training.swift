import Training

extension Benchmarks {
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        (configuration.model.sizedName, configuration.steps)
    }
}
