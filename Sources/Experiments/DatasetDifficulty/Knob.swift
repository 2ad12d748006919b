import Artifact
import Datasets

/// What is varied, one at a time: the dataset's parameters and the number of training examples.
enum Knob: String, Codable, CaseIterable, Sendable, ExpressibleByArgument {
    case correlatedNoise = "correlated-noise"
    case independentNoise = "iid-noise"
    case translation, shear, scaling, padding
    case length
    case examples

    /// Five values around the default, ascending.
    var values: [Double] {
        switch self {
        case .correlatedNoise: [0, 0.125, 0.25, 0.5, 1]
        case .independentNoise: [0, 0.02, 0.05, 0.1, 0.2]
        case .translation: [1, 12, 24, 48, 72]
        case .shear: [0, 0.375, 0.75, 1.5, 3]
        case .scaling: [0, 0.2, 0.4, 0.8, 1.6]
        case .padding: [36, 48, 60, 90, 120]
        case .length: [10, 20, 40, 80, 120]
        case .examples: [1000, 2000, 4000, 8000, 16000]
        }
    }

    /// The value that the paper has.
    var usual: Double { value(in: MNIST1DConfiguration()) }

    /// Its value in a dataset.
    func value(in dataset: MNIST1DConfiguration) -> Double {
        switch self {
        case .correlatedNoise: dataset.correlatedNoiseScale
        case .independentNoise: dataset.iidNoiseScale
        case .translation: Double(dataset.maximumTranslation)
        case .shear: dataset.shearScale
        case .scaling: dataset.scaleCoefficient
        case .padding: Double(dataset.maximumPadding)
        case .length: Double(dataset.finalLength)
        case .examples: Double(dataset.trainCount)
        }
    }

    /// Sets it in a dataset. The number of examples is none of a dataset's parameters here.
    func set(_ value: Double, in dataset: inout MNIST1DConfiguration) {
        switch self {
        case .correlatedNoise: dataset.correlatedNoiseScale = value
        case .independentNoise: dataset.iidNoiseScale = value
        case .translation: dataset.maximumTranslation = Int(value)
        case .shear: dataset.shearScale = value
        case .scaling: dataset.scaleCoefficient = value
        case .padding: dataset.maximumPadding = Int(value)
        case .length: dataset.finalLength = Int(value)
        case .examples: break
        }
    }
}
