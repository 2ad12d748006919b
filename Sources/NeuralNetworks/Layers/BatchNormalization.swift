import Autodiff

/// Batch normalization (S. Ioffe and C. Szegedy 2015) over (C, N) or (C, positions…, N), as PyTorch's `nn.BatchNorm1d` and `BatchNorm2d`:
///
///     y = (x - m) / √(v + ε) · weight + bias
///
/// While training m and v are mean and variance of the batch over all axes but the first, and the running ones move towards them:
/// r ← r + momentum · (m - r), the variance with n / (n - 1), n the numbers of a channel. Otherwise m and v are the running ones.
public struct BatchNormalization: Model {
    private let weight: Parameter
    private let bias: Parameter
    private let mean: Parameter
    private let variance: Parameter
    private let momentum: Float
    private let epsilon: Float

    /// - Parameters:
    ///   - channels: C.
    ///   - momentum: how far running statistics move in a step.
    ///   - epsilon: ε.
    public init(_ name: String, channels: Int, momentum: Double = 0.1, epsilon: Double = 1e-5) {
        func parameter(_ part: String, _ value: Float, _ role: Parameter.Role) -> Parameter {
            Parameter(name: "\(name).\(part)", shape: [channels], initialValues: Array(repeating: value, count: channels), role: role)
        }
        weight = parameter("weight", 1, .trained)
        bias = parameter("bias", 0, .trained)
        mean = parameter("running_mean", 0, .statistic)
        variance = parameter("running_var", 1, .statistic)
        self.momentum = Float(momentum)
        self.epsilon = Float(epsilon)
    }

    public var parameters: [Parameter] { [weight, bias, mean, variance] }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let graph = x.graph
        func spread(_ channels: Tensor) -> Tensor { channels.broadcast(to: x.shape, axes: [0]) }
        func normalized(_ difference: Tensor, _ variance: Tensor) -> Tensor {
            let scale = weight.tensor(in: graph) / squareRoot(variance + epsilon)
            return difference * spread(scale) + spread(bias.tensor(in: graph))
        }
        let (runningMean, runningVariance) = (mean.tensor(in: graph), variance.tensor(in: graph))
        guard graph.isTraining else { return normalized(x - spread(runningMean), runningVariance) }
        let count = x.shape.count / x.shape[0]
        precondition(count > 1, "\(weight.name): one number for each channel has no variance to train with; give larger batches")
        let axes = Array(1..<x.shape.rank)
        let mean = x.mean(axes: axes)
        let difference = x - spread(mean)
        let variance = (difference * difference).mean(axes: axes)
        move(runningMean, to: mean.withoutGradient)
        move(runningVariance, to: variance.withoutGradient * (Float(count) / Float(count - 1)))
        return normalized(difference, variance)
    }

    private func move(_ running: Tensor, to new: Tensor) {
        let now = running.graph.current(running)
        running.graph.update(running, to: (1 - momentum) * now + momentum * new)
    }
}
