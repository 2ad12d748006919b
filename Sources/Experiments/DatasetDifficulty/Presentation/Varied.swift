import Artifact
import NeuralNetworks

/// A run as one with a value of one parameter. A run with the paper's values is one for each parameter that was varied.
struct Varied {
    let run: DatasetDifficulty.Run
    let knob: Knob
    let value: Double
    /// Whether it is the value of the runs without a variation.
    let isUsual: Bool
    /// The ``spread`` of the runs with the usual value and the same seed; NaN where not all models were trained.
    var usualSpread = Double.nan

    static let knob = Dimension("knob", \Varied.knob, title: \.title)
    static let value = Dimension("value", \Varied.value)
    static let isUsual = Dimension("isUsual", \Varied.isUsual)
    static let model = Dimension("model", \Varied.run.configuration.model, title: \.title)
    static let seed = Dimension("seed", \Varied.run.configuration.seed)
    static let accuracy = Metric("testAccuracy", "Test accuracy (%)", \Varied.run.outcome.testAccuracy)

    /// How far models are kept apart: test accuracy of CNN and GRU less that of MLP and logistic regression, in points, seed by seed,
    /// whose data are the same for all models.
    static let spread = accuracy.contrast("spread", "Lead of CNN and GRU (points)", across: model, within: seed) {
        try ($0[.cnn] + $0[.gru] - $0[.mlp] - $0[.logistic]) / 2
    }

    /// All runs by parameter and value, ascending.
    static func all(_ runs: [DatasetDifficulty.Run]) throws -> [Varied] {
        let usual = runs.filter { $0.configuration.variation == nil }
        let hasAllModels = Set(usual.map(\.configuration.model)).count == SignalClassifier.allCases.count
        return try Knob.allCases.flatMap { knob -> [Varied] in
            let own = runs.filter { $0.configuration.variation?.knob == knob }
            guard !own.isEmpty else { return [] }
            // With --set the dataset without a variation may be another one.
            let same = usual.map { Varied(run: $0, knob: knob, value: knob.value(in: $0.configuration), isUsual: true) }
            var members = own.map { Varied(run: $0, knob: knob, value: $0.configuration.variation!.value, isUsual: false) } + same
            if hasAllModels {
                let seeds = same.grouped(by: \.run.configuration.seed).map(\.key)
                let spreads = Dictionary(uniqueKeysWithValues: zip(seeds, try spread.values(same)))
                for index in members.indices { members[index].usualSpread = spreads[members[index].run.configuration.seed] ?? .nan }
            }
            return Set(members.map(\.value)).sorted().flatMap { value in members.filter { $0.value == value } }
        }
    }
}

extension Knob {
    /// Its value in the signals of a run.
    func value(in configuration: DatasetDifficulty.Configuration) -> Double {
        self == .examples ? Double(configuration.trainingExamples) : value(in: configuration.source.configuration)
    }
}
