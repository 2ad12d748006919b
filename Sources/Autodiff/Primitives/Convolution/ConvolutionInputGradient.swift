import Kernels

/// Output gradient (D, spatial…, N) and weight (D, C · taps) → (C, spatial…, N).
struct ConvolutionInputGradient: Primitive {
    let geometry: ConvolutionGeometry

    var description: String { "convolutionInputGradient" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        let (gradient, weight) = (x[0], x[1])
        try requireSpatial(gradient, geometry.output)
        try require(
            weight.rank == 2 && weight[0] == gradient[0] && weight[1] % geometry.taps == 0,
            "the weight must be (\(gradient[0]), inputs · \(geometry.taps) taps)")
        return Shape([weight[1] / geometry.taps] + geometry.input + [gradient.columns])
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [
            g.graph.append(Convolution(geometry: geometry), [g, x[1]]),
            g.graph.append(ConvolutionWeightGradient(geometry: geometry), [g, x[0]]),
        ]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        var input = [Double](repeating: 0, count: shape.count)
        geometry.forEachTerm(outputs: x[0].shape[0], inputs: shape[0], batch: shape.columns) { term in
            input[term.input] += x[0].values[term.output] * x[1].values[term.weight]
        }
        return input
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .instruction { ConvolutionInputGradientInstruction(geometry, $0[0], $0[1], into: $1) }
    }
}

/// Output gradient (D, Q, N), weight (D, C · taps) → (C, P, N): one product per position, whose terms are the
/// outputs that the position reaches, output channel by output channel and tap by tap.
private final class ConvolutionInputGradientInstruction: Instruction {
    override var kind: String { "convolution input gradient" }
    private let gradient: TensorLocation
    private let weight: TensorLocation
    private let output: TensorLocation
    private let positions: Int
    private let taps: Int
    private let terms: TermLists

    init(_ geometry: ConvolutionGeometry, _ gradient: TensorLocation, _ weight: TensorLocation, into output: TensorLocation) {
        self.gradient = gradient
        self.weight = weight
        self.output = output
        positions = geometry.inputPositions
        taps = geometry.taps
        var reached = [[(tap: Int, output: Int)]](repeating: [], count: positions)
        for tap in 0..<geometry.taps {
            for position in 0..<geometry.outputPositions {
                if let input = geometry.inputPosition(output: position, tap: tap) {
                    reached[input].append((tap, position))
                }
            }
        }
        terms = TermLists(
            reached.map { reached in
                (0..<gradient.shape[0]).flatMap { channel in
                    reached.map { tap, position in
                        (
                            channel * weight.shape.rowStride + tap,
                            (channel * geometry.outputPositions + position) * gradient.shape.rowStride
                        )
                    }
                }
            })
    }

    override func run(_ memory: Memory) {
        let rowStride = output.shape.rowStride
        for position in 0..<positions {
            terms.multiply(
                position, memory[weight.location], leftRowStride: taps, memory[gradient.location],
                into: ProductOutput(
                    memory[output.location] + position &* rowStride,
                    rowStride: positions &* rowStride, rows: output.shape[0],
                    columns: output.shape.columns))
        }
    }
}
