import Autodiff
import NeuralNetworks

// Looking into a model as it is now: without dropout, with running statistics.
extension Trainer {
    /// Anything that can be traced from some examples, one example after the other: activations, attention, errors.
    ///
    ///     let hidden = try trainer.values(of: data) { model.outputs($0.features) }      // for each layer (N, units)
    ///
    /// - Parameter trace: from a batch to tensors with the examples in the last axis.
    public func values(of data: TrainingData, _ trace: (Batch) throws -> [Tensor]) throws -> [[Float]] {
        var all: [[Float]] = []
        try evaluator.forEachChunk(data, nil, trace) { range, forward in
            let count = forward.program.outputCount
            if all.isEmpty { all = Array(repeating: [], count: count) }
            for index in 0..<count { all[index] += transposed(forward.program.output(index), columns: range.count) }
        }
        return all
    }

    /// The gradient of each example's loss with respect to a column of the data, one example after the other.  // (N, shape…)
    public func inputGradients(_ data: TrainingData, of column: String = "features") throws -> [Float] {
        let objective = formula.objective
        return try values(of: data) { batch in
            // The loss is a mean over the examples.
            let loss = try objective(batch) * Float(batch.count)
            return gradients(of: loss, withRespectTo: [batch[column]])
        }.first ?? []
    }

    /// The loss of each example by itself.
    public func exampleLosses(_ data: TrainingData) throws -> [Float] {
        var losses: [Float] = []
        try evaluator.forEachChunk(data, chunk: 1, nil, { [try self.formula.objective($0)] }) { losses.append($1.program.scalarOutput()) }
        return losses
    }

    /// The gradient of each example's loss with respect to all trained parameters, in the model's order.
    public func exampleGradients(_ data: TrainingData) throws -> [[Float]] {
        var all: [[Float]] = []
        let formula = formula
        try evaluator.forEachChunk(
            data, chunk: 1, nil,
            { batch in gradients(of: try formula.objective(batch), withRespectTo: formula.trained.map { $0.tensor(in: batch.graph) }) }
        ) { _, forward in
            all.append((0..<forward.program.outputCount).flatMap { forward.program.output($0) })
        }
        return all
    }

    /// The gradient of the mean loss with respect to all trained parameters, in the model's order.
    public func gradient(_ data: TrainingData) throws -> [Float] {
        try meanOfParameters(data, nil) { slopes, _ in slopes }
    }

    /// The product of the Hessian of the mean loss, with respect to all trained parameters in the model's order, and a vector.
    public func hessianVectorProduct(_ data: TrainingData, _ vector: [Float]) throws -> [Float] {
        try meanOfParameters(data, vector, Self.hessianTimesDirection(formula.trained))
    }

    private static func hessianTimesDirection(_ trained: [Parameter]) -> ([Tensor], [Tensor]) -> [Tensor] {
        { slopes, directions in
            let graph = slopes[0].graph
            let along = zip(slopes, directions).map { ($0 * $1).sum() }
            return gradients(of: along.dropFirst().reduce(along[0], +), withRespectTo: trained.map { $0.tensor(in: graph) })
        }
    }

    /// The eigenvalue of the largest magnitude of the Hessian of the mean loss, and its vector: the power method from a given vector.
    ///
    /// - Parameters:
    ///   - start: a vector that is not at right angles to the one that is looked for; ones where it is not given.
    ///   - tolerance: the relative change of the eigenvalue at which it ends.
    /// - Returns: nil if it has not converged after this many iterations, or the Hessian is zero.
    public func largestHessianEigenvalue(
        _ data: TrainingData, from start: [Float]? = nil, tolerance: Double = 1e-4, iterations: Int = 200
    ) throws -> (value: Double, vector: [Float])? {
        let count = formula.trained.reduce(0) { $0 + $1.shape.count }
        var vector = (start ?? Array(repeating: 1, count: count)).map(Double.init)
        var last = Double.infinity
        for _ in 0..<iterations {
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0, length.isFinite else { return nil }
            let unit = vector.map { Float($0 / length) }
            let product = try hessianVectorProduct(data, unit).map(Double.init)
            let value = zip(product, unit).reduce(0) { $0 + $1.0 * Double($1.1) }
            if (value - last).magnitude <= tolerance * value.magnitude { return (value, unit) }
            (last, vector) = (value, product)
        }
        return nil
    }

    /// Moves all trained parameters to where the mean loss of some examples is least, as the model is in evaluation: for smooth losses, most of
    /// all convex ones. The optimizer's state and the number of steps stay.
    ///
    /// - Returns: whether the gradient got as small as the method asks for.
    public func minimize(_ data: TrainingData, by method: LimitedMemoryBFGS = LimitedMemoryBFGS()) throws -> Bool {
        let (trained, objective) = (formula.trained, formula.objective)
        func set(_ point: [Double]) {
            var start = 0
            for parameter in trained {
                buffers[parameter.name]!.values = point[start..<start + parameter.shape.count].map { Float($0) }
                start += parameter.shape.count
            }
        }
        let start = trained.flatMap { buffers[$0.name]!.values.map(Double.init) }
        let found = try method.minimize(from: start) { point in
            set(point)
            var value = 0.0
            var gradient = [Double](repeating: 0, count: point.count)
            try evaluator.forEachChunk(
                data, "loss and gradients",
                { batch in
                    let loss = try objective(batch)
                    return [loss] + gradients(of: loss, withRespectTo: trained.map { $0.tensor(in: batch.graph) })
                }
            ) { range, forward in
                let share = Double(range.count) / Double(data.count)
                value += Double(forward.program.scalarOutput()) * share
                var index = 0
                for output in 1..<forward.program.outputCount {
                    for slope in forward.program.output(output) {
                        gradient[index] += Double(slope) * share
                        index += 1
                    }
                }
            }
            return (value, gradient)
        }
        set(found.point)
        return found.isConverged
    }

    /// The mean over all examples of what a function makes of the gradients of the loss.
    ///
    /// - Parameter function: from gradients and a direction, both parameter by parameter, to tensors of the parameters' shapes.
    private func meanOfParameters(
        _ data: TrainingData, _ direction: [Float]?, _ function: ([Tensor], [Tensor]) -> [Tensor]
    ) throws -> [Float] {
        let trained = formula.trained
        let count = trained.reduce(0) { $0 + $1.shape.count }
        precondition(direction.map { $0.count == count } ?? true, "a vector of \(direction?.count ?? 0) for \(count) parameters")
        let names = trained.map { "direction of \($0.name)" }
        var directions: [String: TensorBuffer] = [:]
        if let direction {
            var start = 0
            for (name, parameter) in zip(names, trained) {
                directions[name] = TensorBuffer(parameter.shape, Array(direction[start..<start + parameter.shape.count]))
                start += parameter.shape.count
            }
        }
        var sums = [Double](repeating: 0, count: count)
        let objective = formula.objective
        try evaluator.reading(buffers.merging(directions) { $1 }).forEachChunk(
            data, nil,
            { batch in
                let slopes = gradients(of: try objective(batch), withRespectTo: trained.map { $0.tensor(in: batch.graph) })
                let directions = direction == nil ? [] : zip(names, trained).map { batch.graph.input($0, $1.shape) }
                return function(slopes, directions)
            }
        ) { range, forward in
            let share = Double(range.count) / Double(data.count)
            var start = 0
            for index in 0..<forward.program.outputCount {
                for value in forward.program.output(index) {
                    sums[start] += Double(value) * share
                    start += 1
                }
            }
        }
        return sums.map { Float($0) }
    }
}
