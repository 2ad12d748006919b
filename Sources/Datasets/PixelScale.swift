/// What becomes of the points of images, which files have as numbers from 0 to 1.
public enum PixelScale: String, Codable, CaseIterable, Sendable {
    /// Left as they are.
    case unit
    /// Each channel less its mean over the training images, divided by its deviation: the usual constants of MNIST and CIFAR-10.
    case standardized
}

extension Dataset {
    /// The same images with each channel's mean subtracted, then divided by its deviation; a channel's points are
    /// next to each other.
    public func standardized(means: [Float], deviations: [Float]) -> Dataset {
        precondition(means.count == deviations.count && length % means.count == 0, "\(means.count) channels of \(length) points")
        let channel = length / means.count
        func standardized(_ examples: Examples) -> Examples {
            var features = examples.features
            features.withUnsafeMutableBufferPointer { features in
                for index in features.indices {
                    let own = index % length / channel
                    features[index] = (features[index] - means[own]) / deviations[own]
                }
            }
            return Examples(features: features, labels: examples.labels, length: length)
        }
        return Dataset(train: standardized(train), test: standardized(test), classCount: classCount)
    }
}
