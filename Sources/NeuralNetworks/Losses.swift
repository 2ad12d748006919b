import Autodiff

/// What a classifier minimizes; the mean over the batch, as in PyTorch.
public enum Loss: String, Codable, CaseIterable, Sendable {
    /// The negative log likelihood of the softmax of the scores (`nn.CrossEntropyLoss`).
    case negativeLogLikelihood = "nll"
    /// The squared difference from the one-hot target, mean over examples and classes (`nn.MSELoss`).
    case meanSquaredError = "mse"

    /// Scores (K, N) and one-hot targets (K, N) → the mean loss, a scalar.
    public func callAsFunction(_ scores: Tensor, _ targets: Tensor) -> Tensor {
        switch self {
        case .negativeLogLikelihood:
            let logLikelihood = logSoftmax(scores) * targets
            return -(logLikelihood.sum() / Float(scores.shape[1]))
        case .meanSquaredError:
            let error = scores - targets
            return (error * error).mean()
        }
    }
}

/// The logarithm of the softmax over the first axis, (K, N) → (K, N).
///
/// The largest score is subtracted first; this changes neither value nor gradient, and keeps exp in range.
public func logSoftmax(_ scores: Tensor) -> Tensor {
    func spread(_ x: Tensor) -> Tensor { x.broadcast(to: scores.shape, axes: [1]) }
    let shifted = scores - spread(scores.maximum(axes: [0]).withoutGradient)
    return shifted - spread(log(exp(shifted).sum(axes: [0])))
}
