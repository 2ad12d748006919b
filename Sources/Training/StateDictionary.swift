import Datasets
import NeuralNetworks

/// The parameters of a model with the names and shapes of PyTorch's `state_dict`, for files that PyTorch can load.
///
///     try trainer.stateDictionary.archive.write(to: "model.npz")
///
/// In Python: `model.load_state_dict({n: torch.from_numpy(a) for n, a in numpy.load("model.npz").items()})`.
public struct StateDictionary: Hashable, Sendable {
    /// In the model's order.
    public let tensors: [StateTensor]

    public init(_ tensors: [StateTensor]) { self.tensors = tensors }

    /// The parameters of a model.
    ///
    /// - Parameter values: The present values of a parameter, by name; its initial values where there are none.
    public init(of model: any Model, values: (String) -> [Float]? = { _ in nil }) { tensors = model.stateTensors(values) }

    /// The tensor of this name.
    public subscript(name: String) -> StateTensor? { tensors.first { $0.name == name } }

    /// One `float32` array for each tensor.
    public var archive: NPZArchive {
        NPZArchive(tensors.map { .init($0.name, NPYArray(shape: $0.shape, elements: .float32($0.values))) })
    }
}
