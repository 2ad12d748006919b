import Autodiff

/// A layer, a classifier, or another function that is trained: parameters and a traced function of them.
public protocol Model: Sendable {
    /// The parameters, in the order in which they are drawn; those that training leaves as they are, and running statistics, among
    /// them.
    var parameters: [Parameter] { get }

    /// Further inputs of the function, which training leaves as they are.
    var constants: [Parameter] { get }

    /// What else each pass is given from outside, such as noise.
    var inputs: [(name: String, shape: Shape)] { get }

    /// Of a classifier: features (F, N) → class scores (K, N).
    ///
    /// Where it differs while training, as dropout does, the trace's `isTraining` decides.
    func callAsFunction(_ x: Tensor) -> Tensor

    /// The parameters as PyTorch's `state_dict` has them, in order: masked ones dense, with zeros.
    ///
    /// - Parameter values: the present values of a parameter, by name.
    func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor]

    /// Where numbers are dropped while training, in the order in which a pass draws the masks.
    var dropouts: [Dropout] { get }
}

extension Model {
    public var constants: [Parameter] { [] }
    public var inputs: [(name: String, shape: Shape)] { [] }
    public var dropouts: [Dropout] { [] }
    public func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor] {
        parameters.map { StateTensor(name: $0.name, shape: $0.stateShape, values: values($0.name) ?? $0.initialValues) }
    }

    /// The number of trainable numbers, frozen ones among them.
    public var parameterCount: Int { parameters.reduce(0) { $0 + ($1.role == .statistic ? 0 : $1.shape.count) } }
}
