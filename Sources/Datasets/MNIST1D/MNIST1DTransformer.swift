import RandomGenerators

/// The steps that make an example out of a template, in their order (paper, Figure 1).
public enum MNIST1DStep: String, CaseIterable, Sendable, Hashable, Codable {
    /// Lifts the template by 1e-8, so that only padding is exactly zero, and appends zeros. One
    /// uniform number.
    case pad
    /// Interpolates to the same number of points for any padding: a random stretching.
    case dilate
    /// Multiplies by a factor around 1. One uniform number.
    case scale
    /// Rolls the signal, so that its last points come first. One bounded integer.
    case translate
    /// Puts smoothed noise where the signal is exactly zero. One normal number for every point.
    case correlatedNoise
    /// Adds noise to every point. One normal number for every point.
    case iidNoise
    /// Subtracts a line through the middle. One uniform number.
    case shear
    /// Interpolates to the final number of points.
    case subsample
}

/// Makes examples out of templates, step by step or all steps at once.
///
/// Holds the configuration and memory that is used again for each example.
public struct MNIST1DTransformer: Sendable {
    public let configuration: MNIST1DConfiguration
    private var noise: [Double]
    private var scratch: [Double] = []
    /// `linspace(-1/2, 1/2, dilatedLength)`.
    private let ramp: [Double]

    /// Throws an error that names the first value of `configuration` that cannot be.
    public init(_ configuration: MNIST1DConfiguration) throws(MNIST1DConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
        noise = [Double](repeating: 0, count: configuration.dilatedLength)
        ramp = linearlySpaced(from: -0.5, to: 0.5, count: configuration.dilatedLength)
    }

    /// All steps: replaces `signal` by an example made from `template`.
    public mutating func transform(
        _ template: [Double], into signal: inout [Double], using random: inout NumPyRandomState
    ) {
        signal.removeAll(keepingCapacity: true)
        signal += template
        for step in MNIST1DStep.allCases { apply(step, to: &signal, using: &random) }
    }

    /// The signal after each step, for showing how an example comes about.
    public mutating func stages(
        of template: [Double], using random: inout NumPyRandomState
    ) -> [(step: MNIST1DStep, signal: [Double])] {
        var signal = template
        return MNIST1DStep.allCases.map { step in
            apply(step, to: &signal, using: &random)
            return (step, signal)
        }
    }

    /// One step. The steps from ``MNIST1DStep/correlatedNoise`` to ``MNIST1DStep/shear`` expect the
    /// `dilatedLength` points that ``MNIST1DStep/dilate`` makes.
    public mutating func apply(
        _ step: MNIST1DStep, to signal: inout [Double], using random: inout NumPyRandomState
    ) {
        switch step {
        case .pad: pad(&signal, &random)
        case .dilate: resample(&signal, configuration.dilatedLength)
        case .scale: scale(&signal, &random)
        case .translate: translate(&signal, &random)
        case .correlatedNoise: addCorrelatedNoise(&signal, &random)
        case .iidNoise: addIndependentNoise(&signal, &random)
        case .shear: shear(&signal, &random)
        case .subsample: resample(&signal, configuration.finalLength)
        }
    }

    // MARK: Steps

    private func pad(_ signal: inout [Double], _ random: inout NumPyRandomState) {
        let (low, high) = (configuration.minimumPadding, configuration.maximumPadding)
        let zeros = low + Int(random.rand() * Double(high - low + 1))
        for i in signal.indices { signal[i] += 1e-8 }
        signal.append(contentsOf: repeatElement(0, count: zeros))
    }

    private mutating func resample(_ signal: inout [Double], _ count: Int) {
        interpolateLinearly(signal, count: count, into: &scratch)
        swap(&signal, &scratch)
    }

    private func scale(_ signal: inout [Double], _ random: inout NumPyRandomState) {
        let factor = 1 + configuration.scaleCoefficient * (random.rand() - 0.5)
        for i in signal.indices { signal[i] *= factor }
    }

    /// A roll by the whole length or more leaves the signal as it is: the original's slices do.
    private mutating func translate(_ signal: inout [Double], _ random: inout NumPyRandomState) {
        guard configuration.maximumTranslation > 0 else { return }
        let shift = random.choice(configuration.maximumTranslation)
        guard shift < signal.count else { return }
        scratch.removeAll(keepingCapacity: true)
        scratch += signal[(signal.count - shift)...]
        scratch += signal[..<(signal.count - shift)]
        swap(&signal, &scratch)
    }

    private mutating func addCorrelatedNoise(
        _ signal: inout [Double], _ random: inout NumPyRandomState
    ) {
        drawNoise(scale: configuration.correlatedNoiseScale, count: signal.count, &random)
        noise.withUnsafeBufferPointer { noise in
            GaussianFilter.weights.withUnsafeBufferPointer { weights in
                for i in signal.indices where signal[i] == 0 {
                    signal[i] = GaussianFilter.value(at: i, of: noise, weights)
                }
            }
        }
    }

    private mutating func addIndependentNoise(
        _ signal: inout [Double], _ random: inout NumPyRandomState
    ) {
        drawNoise(scale: configuration.iidNoiseScale, count: signal.count, &random)
        for i in signal.indices { signal[i] += noise[i] }
    }

    private mutating func drawNoise(
        scale: Double, count: Int, _ random: inout NumPyRandomState
    ) {
        precondition(count == noise.count, "noise comes after the dilation to \(noise.count) points")
        noise.withUnsafeMutableBufferPointer { noise in
            random.fillNormal(noise)
            for i in noise.indices { noise[i] *= scale }
        }
    }

    private func shear(_ signal: inout [Double], _ random: inout NumPyRandomState) {
        precondition(signal.count == ramp.count, "shear comes after the dilation")
        let slope = configuration.shearScale * (random.rand() - 0.5)
        for i in signal.indices { signal[i] -= slope * ramp[i] }
    }
}
