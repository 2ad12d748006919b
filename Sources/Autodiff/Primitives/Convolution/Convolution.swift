import Kernels

/// Input (C, spatial…, N) and weight (D, C · taps) → (D, spatial…, N).
struct Convolution: Primitive {
    let geometry: ConvolutionGeometry

    var description: String { "convolution" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        let (input, weight) = (x[0], x[1])
        try requireSpatial(input, geometry.input)
        try require(
            weight.rank == 2 && weight[1] == input[0] * geometry.taps,
            "the weight must be (outputs, \(input[0]) channels · \(geometry.taps) taps)")
        return Shape([weight[0]] + geometry.output + [input.columns])
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [
            g.graph.append(ConvolutionInputGradient(geometry: geometry), [g, x[1]]),
            g.graph.append(ConvolutionWeightGradient(geometry: geometry), [x[0], g]),
        ]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        var output = [Double](repeating: 0, count: shape.count)
        geometry.forEachTerm(outputs: shape[0], inputs: x[0].shape[0], batch: shape.columns) { term in
            output[term.output] += x[0].values[term.input] * x[1].values[term.weight]
        }
        return output
    }

    var isCostly: Bool { true }
    var evaluation: Evaluation { .instruction { ConvolutionInstruction(geometry, $0[0], $0[1], into: $1) } }
}

/// The convolution of input (C, spatial…, N) with weight (D, C · taps): (D, spatial…, N).
public func convolution(_ input: Tensor, _ weight: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    input.graph.append(Convolution(geometry: geometry), [input, weight])
}

/// Throws where the axes between the first and the last are others.
func requireSpatial(_ shape: Shape, _ spatial: [Int]) throws {
    try require(
        shape.rank == spatial.count + 2 && Array(shape.dimensions.dropFirst().dropLast()) == spatial,
        "\(shape) does not have spatial axes \(spatial)")
}

/// Input (C, P, N), weight (D, C · taps) → (D, Q, N): one product per position, whose terms are the rows of the
/// input under the kernel, channel by channel and tap by tap; terms in the padding are left out.
private final class ConvolutionInstruction: Instruction {
    override var kind: String { "convolution" }
    private let input: TensorLocation
    private let weight: TensorLocation
    private let output: TensorLocation
    private let positions: Int
    private let terms: TermLists

    init(_ geometry: ConvolutionGeometry, _ input: TensorLocation, _ weight: TensorLocation, into output: TensorLocation) {
        self.input = input
        self.weight = weight
        self.output = output
        positions = geometry.outputPositions
        let rowStride = input.shape.rowStride
        terms = TermLists(
            (0..<positions).map { position in
                (0..<input.shape[0]).flatMap { channel in
                    (0..<geometry.taps).compactMap { tap in
                        geometry.inputPosition(output: position, tap: tap).map {
                            (
                                channel * geometry.taps + tap,
                                (channel * geometry.inputPositions + $0) * rowStride
                            )
                        }
                    }
                }
            })
    }

    override func run(_ memory: Memory) {
        let rowStride = output.shape.rowStride
        for position in 0..<positions {
            terms.multiply(
                position, memory[weight.location], leftRowStride: weight.shape.rowStride,
                memory[input.location],
                into: ProductOutput(
                    memory[output.location] + position &* rowStride,
                    rowStride: positions &* rowStride, rows: output.shape[0],
                    columns: output.shape.columns))
        }
    }
}
