import Autodiff
import RandomGenerators

/// Dropout (N. Srivastava et al. 2014), as PyTorch's `nn.Dropout` does it: while training, each number is set to 0 with
/// probability p and divided by 1 - p otherwise; nothing happens in evaluation.
public struct Dropout: Model {
    /// The mask's name among the inputs of a training step.
    public let name: String
    /// p, in 0 ..< 1.
    public let probability: Double

    public init(_ name: String, probability: Double) {
        precondition(probability >= 0 && probability < 1, "dropout \(name): probability \(probability), expected 0 ..< 1")
        self.name = name
        self.probability = probability
    }

    public var parameters: [Parameter] { [] }
    public var dropouts: [Dropout] { [self] }

    /// While training (…, N) times the mask of this pass, otherwise the same.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.graph.isTraining ? x * x.graph.input(name, x.shape) : x }

    /// The mask of a batch, 0 or 1 / (1 - p) each, (…, N): drawn as PyTorch draws that of a tensor (N, …).
    public func draw(into mask: TensorBuffer, _ generator: inout TorchGenerator) {
        let kept = Float(1) / Float(1 - probability)
        mask.withRows { row in
            for example in 0..<mask.shape.columns {
                for unit in 0..<mask.shape.rows { row(unit)[example] = generator.bernoulli(1 - probability) ? kept : 0 }
            }
        }
    }
}
