import Kernels

/// The terms of each of several products, as lists of offsets.
private struct TermLists {
    let left: OffsetTable
    let right: OffsetTable
    let starts: [Int]

    init(_ lists: [[(left: Int, right: Int)]]) {
        left = OffsetTable(lists.joined().map(\.left))
        right = OffsetTable(lists.joined().map(\.right))
        starts = lists.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    }

    /// Product number `index`: rows of `output` from the listed terms.
    @inline(__always)
    func multiply(
        _ index: Int, _ leftOperand: UnsafePointer<Float>, leftRowStride: Int,
        _ rightOperand: UnsafePointer<Float>, into output: ProductOutput
    ) {
        Kernels.multiply(
            leftOperand, leftRowStride: leftRowStride, leftOffsets: left.pointer + starts[index],
            rightOperand, rightOffsets: right.pointer + starts[index],
            depth: starts[index + 1] - starts[index], into: output)
    }
}

/// Input (C, P, N), weight (D, C · taps) → (D, Q, N): one product a position, whose terms are the rows of the
/// input under the kernel, channel by channel and tap by tap; terms in the padding are left out.
final class ConvolutionInstruction: Instruction {
    let kind = "convolution"
    private let input: Place
    private let weight: Place
    private let output: Place
    private let positions: Int
    private let terms: TermLists

    init(_ geometry: ConvolutionGeometry, _ input: Place, _ weight: Place, into output: Place) {
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

    func run(_ memory: Memory) {
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

/// Output gradient (D, Q, N), weight (D, C · taps) → (C, P, N): one product a position, whose terms are the
/// outputs that the position reaches, output channel by output channel and tap by tap.
final class ConvolutionInputGradientInstruction: Instruction {
    let kind = "convolution input gradient"
    private let gradient: Place
    private let weight: Place
    private let output: Place
    private let positions: Int
    private let taps: Int
    private let terms: TermLists

    init(_ geometry: ConvolutionGeometry, _ gradient: Place, _ weight: Place, into output: Place) {
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

    func run(_ memory: Memory) {
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

/// Input (C, P, N), output gradient (D, Q, N) → (D, C · taps): the sum over the examples for each position, in
/// order, then over positions, in order (two short sums round less than one long one).
/// The rows of the input under the kernel are transposed, so that vectors run over channels and taps.
final class ConvolutionWeightGradientInstruction: Instruction {
    let kind = "convolution weight gradient"
    private let input: Place
    private let gradient: Place
    private let output: Place
    private let positions: Int
    private let rows: OffsetTable
    private let transposed: TensorBuffer

    init(_ geometry: ConvolutionGeometry, _ input: Place, _ gradient: Place, into output: Place) {
        self.input = input
        self.gradient = gradient
        self.output = output
        positions = geometry.outputPositions
        let rowStride = input.shape.rowStride
        rows = OffsetTable(
            (0..<positions).flatMap { position in
                (0..<input.shape[0]).flatMap { channel in
                    (0..<geometry.taps).map { tap in
                        geometry.inputPosition(output: position, tap: tap).map {
                            (channel * geometry.inputPositions + $0) * rowStride
                        } ?? -1
                    }
                }
            })
        transposed = TensorBuffer([input.shape.columns, output.shape[1]])
    }

    func run(_ memory: Memory) {
        let columns = output.shape[1]
        let rowStride = gradient.shape.rowStride
        for position in 0..<positions {
            transpose(
                memory[input.location], rowOffsets: rows.pointer + position &* columns,
                rows: columns, columns: input.shape.columns, into: transposed.pointer,
                outputRowStride: transposed.shape.rowStride)
            multiply(
                memory[gradient.location] + position &* rowStride,
                leftRowStride: positions &* rowStride, leftDepthStride: 1, transposed.pointer,
                rightRowStride: transposed.shape.rowStride, depth: input.shape.columns,
                into: ProductOutput(
                    memory[output.location], rowStride: output.shape.rowStride,
                    rows: output.shape[0], columns: columns, accumulates: position > 0))
        }
    }
}
