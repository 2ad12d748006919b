import Training

extension DatasetDifficulty {
    /// Signals of another length make other models.
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        configuration.source.length == 40 ? (configuration.model.sizedName, configuration.steps) : nil
    }
}
