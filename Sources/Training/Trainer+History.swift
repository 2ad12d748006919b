import Datasets

// Whole trainings. Each resumes from where the trainer is, so that one restored from a snapshot takes the steps
// that are left.
extension Trainer {
    /// Takes steps until `steps` have been taken.
    ///
    /// - Parameters:
    ///   - report: is told the share of steps taken, every 100 steps and at the end.
    ///   - afterStep: receives the mean loss of each step's batch before its update; `stepCount` counts that step.
    public func train(
        steps: Int, report: (Double) -> Void = { _ in }, afterStep: (Float) throws -> Void = { _ in }
    ) throws {
        while stepCount < steps {
            try afterStep(step())
            if stepCount % 100 == 0 || stepCount == steps { report(Double(stepCount) / Double(steps)) }
        }
    }

    /// Trains to `steps`, evaluating at step 0, every `interval` steps and at the end.
    ///
    ///     let history = try trainer.train(steps: 6000, evaluatingEvery: 250, on: data.train, test: data.test)
    ///
    /// - Parameters:
    ///   - interval: the steps between two evaluations, at least 1.
    ///   - train: the training examples to evaluate on, perhaps a part of those trained on.
    ///   - report: is told the share of steps taken, after each evaluation.
    ///   - at: receives each point as soon as it is known, before `report`.
    ///   - afterStep: receives the mean loss of each step's batch before its update.
    /// - Returns: the points in order; after `restore` only those later than the snapshot.
    @discardableResult
    public func train(
        steps: Int, evaluatingEvery interval: Int, on train: Examples, test: Examples,
        report: (Double) -> Void = { _ in }, at: (HistoryPoint) throws -> Void = { _ in },
        afterStep: (Float) throws -> Void = { _ in }
    ) throws -> [HistoryPoint] {
        try self.train(steps: steps, evaluatingEvery: interval, report: report, afterStep: afterStep) { _ in
            let point = HistoryPoint(step: stepCount, train: try evaluate(train), test: try evaluate(test))
            try at(point)
            return point
        }
    }

    /// Trains to `steps` and gathers what `point` gives at step 0, every `interval` steps and at the end: for histories of
    /// another kind than `HistoryPoint`.
    ///
    ///     let history = try trainer.train(steps: 1500, evaluatingEvery: 25) { loss in
    ///         let test = try trainer.evaluate(data.test)
    ///         return loss.map { (step: trainer.stepCount, batchLoss: $0, accuracy: test.accuracy) }
    ///     }
    ///
    /// - Parameter point: receives the mean loss of the last step's batch before its update, nil before the first step;
    ///   nil leaves the point out.
    public func train<Point>(
        steps: Int, evaluatingEvery interval: Int, report: (Double) -> Void = { _ in },
        afterStep: (Float) throws -> Void = { _ in }, point: (_ batchLoss: Float?) throws -> Point?
    ) throws -> [Point] {
        precondition(interval > 0, "an evaluation every \(interval) steps")
        var history: [Point] = []
        func evaluate(_ loss: Float?) throws {
            if let new = try point(loss) { history.append(new) }
            report(steps == 0 ? 1 : Double(stepCount) / Double(steps))
        }
        if stepCount == 0 { try evaluate(nil) }
        try train(
            steps: steps,
            afterStep: { loss in
                try afterStep(loss)
                if stepCount % interval == 0 || stepCount == steps { try evaluate(loss) }
            })
        return history
    }
}
