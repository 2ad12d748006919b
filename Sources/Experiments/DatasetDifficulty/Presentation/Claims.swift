import Artifact

/// What it means that difficulty varies with background noise, translation and resolution, judged seed by seed. Ours: the paper has no
/// such numbers.
extension DatasetDifficulty {
    func claims(_ runs: [DifficultyRun]) -> [Claim] {
        let series = Series.all(runs)
        /// For each seed the CNN's test accuracy with the least value less that with the most.
        func differences(_ knob: Knob, _ models: (DifficultyRun) -> Bool) -> [Double] {
            guard let own = series.first(where: { $0.knob == knob }), let least = own.values.first, let most = own.values.last else {
                return []
            }
            func accuracies(_ runs: [DifficultyRun]) -> [UInt32: Double] {
                Dictionary(
                    runs.filter(models).map { ($0.configuration.seed, $0.outcome.testAccuracy) }, uniquingKeysWith: { first, _ in first })
            }
            let (first, last) = (accuracies(least.runs), accuracies(most.runs))
            return first.keys.filter { last[$0] != nil }.sorted().map { first[$0]! - last[$0]! }
        }
        func claim(_ id: String, _ statement: String, _ rule: Rule, _ knob: Knob) -> Claim {
            let values = differences(knob) { $0.configuration.model == .cnn }
            return Claim(
                "difficulty-\(id)", .extension, at: "Section 1",
                quote: "researchers can smoothly vary parameters such as background noise, translation, and resolution",
                statement: statement, unit: "points", paper: "varies",
                rule: rule, because: "a direction without a size", decided: "2026-11-26", over: "seeds (dataset, initial weights)",
                evidence: values.isEmpty ? .untested("this parameter was not varied") : .sample(values))
        }
        return [
            claim(
                "noise", "CNN: test accuracy without correlated noise above that with four times the usual noise", .greater(than: 0),
                .correlatedNoise),
            claim(
                "translation", "CNN: test accuracy without translation above that with translation over the whole signal",
                .greater(than: 0), .translation),
            claim("resolution", "CNN: test accuracy with 10 points below that with 120 points", .less(than: 0), .length),
        ]
    }
}
