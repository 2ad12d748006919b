/// How a model does on some examples.
public struct Evaluation: Codable, Hashable, Sendable {
    /// The mean loss.
    public let loss: Double
    /// The share of examples, in percent, whose class has the highest score; not a number where the loss is none.
    public let accuracy: Double
}
