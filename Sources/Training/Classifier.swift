import Autodiff
import Datasets
import NeuralNetworks

/// A trained model, ready to be used.
public final class Classifier {
    private let evaluator: Evaluator

    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// - Parameters:
    ///   - model: any of the architecture; its initial values do not matter.
    ///   - state: the tensors of the trained model.
    ///   - loss: what ``evaluate(_:)`` reports.
    ///   - length: the points of an example.
    /// - Throws: a `ModelError` that names the tensor that is missing, has another shape, or does not belong to the model.
    public init(
        _ model: any Model, state: StateDictionary, loss: Loss = .negativeLogLikelihood, length: Int, classCount: Int
    ) throws {
        if let flaw = state.flaw(for: model.parameters) { throw ModelError(flaw) }
        var buffers = Dictionary(
            uniqueKeysWithValues: model.parameters.map { ($0.name, TensorBuffer($0.shape, state[$0.name]!.values)) })
        for constant in model.constants { buffers[constant.name] = TensorBuffer(constant.shape, constant.initialValues) }
        evaluator = try Evaluator(model, loss: loss, buffers: buffers, length: length, classCount: classCount)
    }

    /// The scores of all classes for each example.  // (N, K)
    public func scores(_ examples: Examples) throws -> [Float] { try evaluator.scores(examples) }

    /// The class with the highest score for each example, the lowest class among equals.
    public func predict(_ examples: Examples) throws -> [Int] { try evaluator.predict(examples) }

    /// The mean loss and the accuracy on some examples.
    public func evaluate(_ examples: Examples) throws -> Evaluation { try evaluator.evaluate(examples) }
}

extension StateDictionary {
    /// Why these tensors do not fit some parameters, in a sentence that begins with the parameter; nil if they fit.
    func flaw(for parameters: [Parameter]) -> String? {
        for parameter in parameters {
            guard let tensor = self[parameter.name] else {
                let names = tensors.map(\.name)
                return
                    "\(parameter.name): expected a tensor of this name, found \(names.isEmpty ? "none" : names.prefix(8).joined(separator: ", "))"
            }
            if tensor.shape != parameter.stateShape {
                return "\(parameter.name): expected shape \(parameter.stateShape), found \(tensor.shape)"
            }
        }
        // PyTorch also counts the batches of a normalization, which nothing reads.
        let known = Set(parameters.map(\.name))
        return tensors.first { !known.contains($0.name) && !$0.name.hasSuffix(".num_batches_tracked") }.map {
            "\($0.name): the model has no tensor of this name"
        }
    }
}
