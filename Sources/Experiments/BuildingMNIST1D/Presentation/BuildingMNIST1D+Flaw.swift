import Artifact
import Datasets

extension BuildingMNIST1D {
    /// As many points as the steps make of any example of this dataset.
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        let steps = MNIST1DStep.allCases
        if let flaw = Flaws.count("stages", outcome.stages.count, MNIST1DTemplates.classCount) { return flaw }
        for (digit, stages) in outcome.stages.enumerated() {
            if let flaw = Flaws.count("stages[\(digit)]", stages.count, steps.count) { return flaw }
            for (step, signal) in stages.enumerated() {
                let what = "stages[\(digit)][\(step)]"
                if signal.count < 2 { return "\(what): expected at least two points, found \(signal.count)" }
                if let flaw = Flaws.finite(what, signal) { return flaw }
            }
            let length = configuration.dataset.finalLength
            if let flaw = Flaws.count("stages[\(digit)][\(steps.count - 1)]", stages.last?.count ?? 0, length) { return flaw }
        }
        return nil
    }
}
