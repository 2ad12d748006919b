import Artifact
import Datasets

extension Knob {
    /// As a sentence begins with it.
    var title: String {
        switch self {
        case .correlatedNoise: "Correlated noise"
        case .independentNoise: "IID noise"
        case .translation: "Translation"
        case .shear: "Shear"
        case .scaling: "Scaling"
        case .padding: "Padding"
        case .length: "Resolution"
        case .examples: "Training examples"
        }
    }

    /// What its values are, for an axis.
    var axis: String {
        switch self {
        case .correlatedNoise: "Standard deviation"
        case .independentNoise: "Standard deviation"
        case .translation: "Maximum shift"
        case .shear: "Shear scale"
        case .scaling: "Scale coefficient"
        case .padding: "Largest number of zeros"
        case .length: "Points (log scale)"
        case .examples: "Examples (log scale)"
        }
    }

    /// Whether the values are multiples of each other.
    var isLogarithmic: Bool { self == .length || self == .examples }
}

extension DatasetDifficulty {
    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.source), name: \.description) { try $0.dataset().train.features }
    }
}

extension SignalSource {
    /// The training signals in a list of data: what differs from the paper's dataset is named.
    var description: String {
        let usual = MNIST1DConfiguration()
        let own: [(String, Double, Double)] = [
            ("correlated noise", configuration.correlatedNoiseScale, usual.correlatedNoiseScale),
            ("iid noise", configuration.iidNoiseScale, usual.iidNoiseScale),
            ("translation", Double(configuration.maximumTranslation), Double(usual.maximumTranslation)),
            ("shear", configuration.shearScale, usual.shearScale),
            ("scale", configuration.scaleCoefficient, usual.scaleCoefficient),
            ("least padding", Double(configuration.minimumPadding), Double(usual.minimumPadding)),
            ("padding", Double(configuration.maximumPadding), Double(usual.maximumPadding)),
            ("length", Double(configuration.finalLength), Double(usual.finalLength)),
            ("shuffled", configuration.shuffleSequence ? 1 : 0, 0),
        ]
        return ([name] + own.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
    }
}
