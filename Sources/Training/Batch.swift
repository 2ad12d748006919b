import Autodiff

/// What the formula of a loss is traced with: the tensors of a batch, the examples in the last axis.
public final class Batch {
    /// The trace; it says whether it is a step of training.
    public let graph: Graph
    private let tensors: [(name: String, tensor: Tensor)]
    /// What was reported beside the loss.
    private(set) var reports: [(name: String, value: Tensor)] = []

    init(in graph: Graph, _ shapes: [(name: String, shape: Shape)]) {
        self.graph = graph
        tensors = shapes.map { ($0.name, graph.input($0.name, $0.shape)) }
    }

    /// The tensor of a name (shape…, N).
    ///
    /// - Precondition: The data have a column of this name.
    public subscript(name: String) -> Tensor {
        guard let known = tensors.first(where: { $0.name == name }) else {
            preconditionFailure("a batch has no \(name), it has \(tensors.map(\.name).joined(separator: ", "))")
        }
        return known.tensor
    }

    /// The column "features".
    public var features: Tensor { self["features"] }
    /// The column "targets"; one-hot (K, N) where they are labels.
    public var targets: Tensor { self["targets"] }
    /// N.
    public var count: Int { tensors[0].tensor.shape.columns }
    func has(_ name: String) -> Bool { tensors.contains { $0.name == name } }
    /// All tensors, in the data's order.
    var all: [Tensor] { tensors.map(\.tensor) }

    /// Lets a trainer keep a value that is computed beside the loss, such as a penalty.
    public func report(_ name: String, _ value: Tensor) { reports.append((name, value)) }
}

/// What is minimized: from a batch to a scalar, the mean over the examples.
public typealias Objective = @Sendable (Batch) throws -> Tensor
