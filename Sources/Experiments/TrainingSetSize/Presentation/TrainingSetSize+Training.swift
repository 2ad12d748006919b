extension TrainingSetSize {
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? { ("cnn-25", configuration.steps) }
}
