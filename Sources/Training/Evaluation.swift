/// How a model does on some examples.
public struct Evaluation: Codable, Hashable, Sendable {
    /// The mean loss.
    public let loss: Double
    /// The share of examples, in percent, whose class has the highest score.
    public let accuracy: Double
}
