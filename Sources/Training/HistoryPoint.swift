/// One evaluation of a training: losses are means, accuracies percent.
public struct HistoryPoint: Codable, Hashable, Sendable {
    /// The number of steps taken before.
    public let step: Int
    /// On the training examples, or those of them that were chosen to look at.
    public let trainLoss: Double
    public let trainAccuracy: Double
    /// On the test examples.
    public let testLoss: Double
    public let testAccuracy: Double

    public init(step: Int, train: Evaluation, test: Evaluation) {
        self.step = step
        trainLoss = train.loss
        trainAccuracy = train.accuracy
        testLoss = test.loss
        testAccuracy = test.accuracy
    }
}
