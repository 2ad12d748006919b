import Artifact
import Datasets

/// What `mnist1d train` says at the end.
struct TrainingReport: Encodable {
    struct Part: Encodable {
        let loss: Double
        let accuracy: Double
        let examples: Int
    }

    struct Best: Encodable {
        let step: Int
        let accuracy: Double
    }

    let architecture: String
    let parameters: Int
    /// Those of the model that is taken.
    let step: Int
    /// Those that were taken in all, more where a training stopped early.
    let steps: Int
    let train: Part
    let validation: Part?
    let test: Part?
    /// The evaluation of the highest test accuracy.
    let best: Best?

    init(_ course: TrainingCourse, _ architecture: Architecture, parameters: Int) {
        let row = course.taken ?? course.history.last!
        func part(_ loss: Double?, _ accuracy: Double?, _ examples: Examples) -> Part? {
            loss.flatMap { loss in accuracy.map { Part(loss: loss, accuracy: $0, examples: examples.count) } }
        }
        let examples = course.examples
        self.architecture = architecture.name.rawValue
        self.parameters = parameters
        step = row.step
        steps = course.history.last!.step
        train = part(row.trainLoss, row.trainAccuracy, examples.train)!
        validation = part(row.validationLoss, row.validationAccuracy, examples.validation)
        test = part(row.testLoss, row.testAccuracy, examples.test)
        best =
            test == nil
            ? nil
            : course.history.max { ($0.testAccuracy!, -$0.step) < ($1.testAccuracy!, -$1.step) }
                .map { Best(step: $0.step, accuracy: $0.testAccuracy!) }
    }

    var text: String {
        func described(_ part: Part) -> String {
            "loss \(fixed(part.loss, decimals: 4)), accuracy \(fixed(part.accuracy, decimals: 1)) % of \(part.examples) examples"
        }
        var lines = ["train: \(described(train))"]
        if let validation { lines.append("validation: \(described(validation))") }
        if steps != step { lines.append("stopped early after step \(steps); the model is that of step \(step)") }
        if let test, let best {
            lines.append("test:  \(described(test)) after step \(step)")
            lines.append("best test accuracy: \(fixed(best.accuracy, decimals: 1)) % after step \(best.step)")
        } else {
            lines.append("test:  no examples")
        }
        return lines.joined(separator: "\n")
    }
}
