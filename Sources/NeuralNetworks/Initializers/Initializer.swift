import Autodiff
import RandomGenerators

/// How the first values of a parameter are made, by the names of `torch.nn.init` and from its stream.
///
///     Linear("linear1", inputs: 40, outputs: 100, weights: .kaimingUniform, biases: .zeros, generator: &generator)
///     let model = MultilayerPerceptron(generator: &generator).initialized(weights: .kaimingUniform, biases: .zeros, &generator)
public struct Initializer: Sendable {
    /// What is initialized.
    public struct Target: Sendable {
        /// As PyTorch has it: (outputs, inputs, taps…) for a weight.
        public let shape: [Int]
        /// The inputs of one output of the layer.
        public let fanIn: Int
        /// The outputs that one input reaches.
        public let fanOut: Int

        var count: Int { shape.reduce(1, *) }
    }

    private let values: @Sendable (Target, inout TorchGenerator) -> [Float]

    /// Any rule.
    ///
    /// - Parameter values: the numbers of a tensor, the last axis fastest.
    public init(_ values: @escaping @Sendable (Target, inout TorchGenerator) -> [Float]) { self.values = values }

    /// The numbers of a tensor.
    public func callAsFunction(_ target: Target, _ generator: inout TorchGenerator) -> [Float] {
        let numbers = values(target, &generator)
        precondition(numbers.count == target.count, "\(numbers.count) initial values for a tensor \(Shape(target.shape))")
        return numbers
    }

    // MARK: Without dependence on the shape

    /// All the same.
    public static func constant(_ value: Float) -> Initializer { Initializer { target, _ in Array(repeating: value, count: target.count) } }
    /// Zeros.
    public static let zeros = constant(0)
    /// Given numbers.
    public static func given(_ numbers: [Float]) -> Initializer { Initializer { _, _ in numbers } }
    /// U(low, high) (`uniform_`).
    public static func uniform(from low: Float, to high: Float) -> Initializer {
        Initializer { target, generator in generator.uniform(count: target.count, from: low, to: high) }
    }
    /// N(mean, deviation²) (`normal_`), for tensors of at least 16 numbers.
    public static func normal(mean: Float = 0, deviation: Float = 1) -> Initializer {
        Initializer { target, generator in generator.normal(count: target.count, mean: mean, deviation: deviation) }
    }

    // MARK: By the layer's inputs and outputs

    /// PyTorch's own for `nn.Linear` and `nn.Conv1d`: U(-1/√f, 1/√f), f the inputs of one output; also of biases.
    public static let standard = Initializer { target, generator in
        let bound = Float(1 / Double(target.fanIn).squareRoot())
        return generator.uniform(count: target.count, from: -bound, to: bound)
    }

    /// Zeros, after as many draws as ``standard`` makes: of layers that PyTorch makes first and sets to zero later.
    static let zerosAfterStandard = Initializer { target, generator in standard(target, &generator).map { _ in 0 } }

    /// U(±√3 d) with d = gain / √f, f the inputs of one output (`kaiming_uniform_`; K. He et al. 2015). The gain is that of relu.
    public static let kaimingUniform = kaimingUniform(gain: 2.0.squareRoot())
    /// The same with another gain.
    public static func kaimingUniform(gain: Double) -> Initializer {
        Initializer { target, generator in
            let bound = Float(3.0.squareRoot() * (gain / Double(target.fanIn).squareRoot()))
            return generator.uniform(count: target.count, from: -bound, to: bound)
        }
    }

    /// N(0, d²) with d = gain / √f, f the inputs of one output (`kaiming_normal_`). The gain is that of relu.
    public static let kaimingNormal = kaimingNormal(gain: 2.0.squareRoot())
    /// The same with another gain.
    public static func kaimingNormal(gain: Double) -> Initializer {
        Initializer { target, generator in
            generator.normal(count: target.count, deviation: Float(gain / Double(target.fanIn).squareRoot()))
        }
    }

    /// U(±√3 d) with d = gain √(2 / (inputs + outputs)) (`xavier_uniform_`; X. Glorot and Y. Bengio 2010).
    public static func xavierUniform(gain: Double = 1) -> Initializer {
        Initializer { target, generator in
            let bound = Float(3.0.squareRoot() * (gain * (2 / Double(target.fanIn + target.fanOut)).squareRoot()))
            return generator.uniform(count: target.count, from: -bound, to: bound)
        }
    }

    /// N(0, d²) with d = gain √(2 / (inputs + outputs)) (`xavier_normal_`).
    public static func xavierNormal(gain: Double = 1) -> Initializer {
        Initializer { target, generator in
            generator.normal(
                count: target.count, deviation: Float(gain * (2 / Double(target.fanIn + target.fanOut)).squareRoot()))
        }
    }

    /// Rows, or where there are more rows than columns columns, of length `gain` and at right angles (`orthogonal_`; A. Saxe et al. 2013):
    /// the factor Q of normal numbers, with the signs that make R's diagonal positive.
    public static func orthogonal(gain: Double = 1) -> Initializer {
        Initializer { target, generator in
            let rows = target.shape[0]
            let columns = target.count / rows
            let numbers = generator.normal(count: target.count).map(Double.init)
            let isWide = rows < columns
            let (long, short) = isWide ? (columns, rows) : (rows, columns)
            // The vectors to be made orthogonal, one after the other.
            var vectors = (0..<short).map { vector in
                (0..<long).map { isWide ? numbers[vector * columns + $0] : numbers[$0 * columns + vector] }
            }
            for vector in 0..<short {
                // Twice, because what one round leaves is of the size of its rounding.
                for earlier in Array(0..<vector) + Array(0..<vector) {
                    let along = zip(vectors[vector], vectors[earlier]).reduce(0) { $0 + $1.0 * $1.1 }
                    for index in 0..<long { vectors[vector][index] -= along * vectors[earlier][index] }
                }
                let length = vectors[vector].reduce(0) { $0 + $1 * $1 }.squareRoot()
                for index in 0..<long { vectors[vector][index] /= length }
            }
            return (0..<target.count).map { index in
                let (row, column) = (index / columns, index % columns)
                return Float(gain * (isWide ? vectors[row][column] : vectors[column][row]))
            }
        }
    }
}

/// A parameter with values from a stream.
///
/// - Parameters:
///   - stateShape: ``Parameter/stateShape`` where it is another.
///   - fanIn: the inputs of one output (for recurrent layers the hidden units).
func drawnParameter(
    _ name: String, _ shape: Shape, stateShape: [Int]? = nil, fanIn: Int, fanOut: Int? = nil, _ initializer: Initializer = .standard,
    generator: inout TorchGenerator
) -> Parameter {
    let target = Initializer.Target(shape: stateShape ?? shape.dimensions, fanIn: fanIn, fanOut: fanOut ?? shape.rows)
    return Parameter(name: name, shape: shape, stateShape: stateShape, initialValues: initializer(target, &generator))
}
