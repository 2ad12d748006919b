import Autodiff
import RandomGenerators

/// Dropout (N. Srivastava et al. 2014), as PyTorch's `nn.Dropout` does it: while training, each number is set to 0 with
/// probability p and divided by 1 - p otherwise; nothing happens in evaluation.
public struct Dropout: Sendable {
    /// The mask's name among the inputs of a training step.
    public let name: String
    /// The numbers of an example.
    public let units: Int
    /// p, in 0 ..< 1.
    public let probability: Double

    public init(_ name: String, units: Int, probability: Double) {
        precondition(probability >= 0 && probability < 1, "dropout \(name): probability \(probability), expected 0 ..< 1")
        self.name = name
        self.units = units
        self.probability = probability
    }

    /// (units, N) times the mask of this pass.
    public func callAsFunction(_ x: Tensor) -> Tensor { x * x.graph.input(name, x.shape) }

    /// The mask of a batch, 0 or 1 / (1 - p) each, (units, count): drawn as PyTorch draws that of a tensor (count, units).
    public func draw(into mask: TensorBuffer, _ generator: inout TorchGenerator) {
        let kept = Float(1) / Float(1 - probability)
        mask.withRows { row in
            for example in 0..<mask.shape.columns {
                for unit in 0..<units { row(unit)[example] = generator.bernoulli(1 - probability) ? kept : 0 }
            }
        }
    }
}
