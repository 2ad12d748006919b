import Autodiff
import RandomGenerators

/// Another model with other first values of its parameters, or other roles.
struct Reparametrized: Model {
    let base: any Model
    let parameters: [Parameter]
    var constants: [Parameter] { base.constants }
    var inputs: [(name: String, shape: Shape)] { base.inputs }
    var dropouts: [Dropout] { base.dropouts }

    func callAsFunction(_ x: Tensor) -> Tensor { base(x) }

    func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor] {
        base.stateTensors { name in values(name) ?? parameters.first { $0.name == name }?.initialValues }
    }
}

extension Model {
    /// The same model whose parameters begin with other values.
    public func initialized(_ values: (Parameter) throws -> [Float]) rethrows -> any Model {
        Reparametrized(base: self, parameters: try parameters.map { $0.replacing(initialValues: try values($0)) })
    }

    /// The same model with new first values of layers' weights and biases, drawn in the model's order, as `model.apply` of a function with
    /// `torch.nn.init` draws them. Other parameters, such as those of normalizations, stay.
    ///
    /// - Parameter isChosen: which weights and biases, by the name of the layer; all where it is not given.
    public func initialized(
        weights: Initializer, biases: Initializer? = nil, _ generator: inout TorchGenerator,
        where isChosen: (String) -> Bool = { _ in true }
    ) -> any Model {
        var fans: [String: (Int, Int)] = [:]
        return initialized { parameter in
            let parts = parameter.name.split(separator: ".")
            let (layer, kind) = (parts.dropLast().joined(separator: "."), parts.last ?? "")
            let shape = parameter.stateShape
            guard isChosen(layer) else { return parameter.initialValues }
            if kind == "weight", shape.count > 1 {
                let taps = shape.dropFirst(2).reduce(1, *)
                let target = Initializer.Target(shape: shape, fanIn: shape[1] * taps, fanOut: shape[0] * taps)
                fans[layer] = (target.fanIn, target.fanOut)
                return weights(target, &generator)
            }
            guard kind == "bias", let biases, let (fanIn, fanOut) = fans[layer] else { return parameter.initialValues }
            return biases(Initializer.Target(shape: shape, fanIn: fanIn, fanOut: fanOut), &generator)
        }
    }

    /// The same model that begins with the tensors of another one; those that are not there stay.
    ///
    /// - Throws: a `ModelError` that names a tensor of another shape.
    public func starting(from tensors: [StateTensor]) throws -> any Model {
        try initialized { parameter in
            guard let tensor = tensors.first(where: { $0.name == parameter.name }) else { return parameter.initialValues }
            guard tensor.shape == parameter.stateShape else {
                throw ModelError("\(parameter.name): expected shape \(parameter.stateShape), found \(tensor.shape)")
            }
            return tensor.values
        }
    }

    /// The same model, some of whose parameters training leaves as they are.
    public func freezing(_ isFrozen: (_ name: String) -> Bool) -> any Model {
        Reparametrized(
            base: self, parameters: parameters.map { $0.role == .trained && isFrozen($0.name) ? $0.replacing(role: .frozen) : $0 })
    }
}
