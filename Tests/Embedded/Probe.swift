import Kernels
import RandomGenerators

// Hashes of what Kernels and RandomGenerators compute, for scripts/test-arm64-kernels: without a runtime library, so that the
// program can be built for Arm with the compiler at hand.

/// FNV-1a over words of 32 bits.
struct Hash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ word: UInt32) { value = (value ^ UInt64(word)) &* 0x100_0000_01B3 }

    /// Every NaN counts as one: its sign is the processor's.
    mutating func add(_ number: Float) { add(number.isNaN ? 0x7FC0_0000 : number.bitPattern) }

    mutating func add(_ number: Double) {
        add(UInt32(truncatingIfNeeded: number.bitPattern))
        add(UInt32(truncatingIfNeeded: number.bitPattern >> 32))
    }

    mutating func add(_ numbers: UnsafeMutablePointer<Float>, count: Int) { for index in 0..<count { add(numbers[index]) } }
}

/// Prints a line; in main.c.
@_silgen_name("report") func report(_ name: UnsafePointer<UInt8>, _ hash: UInt64)

func report(_ name: StaticString, _ hash: Hash) { report(name.utf8Start, hash.value) }

typealias Floats = UnsafeMutablePointer<Float>

/// Uniform numbers; never freed, as this program ends soon.
func numbers(_ count: Int, _ generator: inout TorchGenerator, from low: Float = -1, to high: Float = 1) -> Floats {
    let pointer = Floats.allocate(capacity: count)
    generator.uniform(into: UnsafeMutableBufferPointer(start: pointer, count: count), from: low, to: high)
    return pointer
}

/// A function of every `step`-th float: all signs and exponents, infinities and NaN.
func sweep(_ name: StaticString, step: UInt32, _ function: (UnsafePointer<Float>, Floats, Int) -> Void) {
    let count = 1024
    let (input, output) = (Floats.allocate(capacity: count), Floats.allocate(capacity: count))
    var hash = Hash()
    var bits: UInt32 = 0
    var isDone = false
    while !isDone {
        for index in 0..<count {
            input[index] = Float(bitPattern: bits)
            let (next, wrapped) = bits.addingReportingOverflow(step)
            bits = next
            isDone = isDone || wrapped
        }
        function(input, output, count)
        hash.add(output, count: count)
    }
    report(name, hash)
}

/// Matrix products in tiles of every shape, with and without a start value.
func products(_ generator: inout TorchGenerator) {
    var hash = Hash()
    for rows in 1...17 {
        for columns in [1, 16, 33, 48, 130] {
            let depth = 3 * rows + columns
            let stride = paddedCount(columns)
            let left = numbers(rows * depth, &generator)
            let right = numbers(depth * stride, &generator)
            let output = numbers(rows * stride, &generator)
            for accumulates in [true, false] {
                multiply(
                    left, leftRowStride: depth, leftDepthStride: 1, right, rightRowStride: stride, depth: depth,
                    into: ProductOutput(output, rowStride: stride, rows: rows, columns: columns, accumulates: accumulates))
                hash.add(output, count: rows * stride)
            }
        }
    }
    report("products", hash)
}

/// A sampled product, and a sparse one of its entries.
func sparseProducts(_ name: StaticString, rows: Int, columns: Int, depth: Int, _ generator: inout TorchGenerator) {
    let stride = paddedCount(depth)
    var starts = [0]
    var indices: [Int] = []
    for _ in 0..<rows {
        for column in 0..<columns where generator.rand() < 0.25 { indices.append(column) }
        starts.append(indices.count)
    }
    var hash = Hash()
    let right = numbers(columns * stride, &generator)
    let values = numbers(indices.count, &generator)
    let blocks = SparseBlocks(rowStarts: starts, columnIndices: indices, columns: columns)
    multiplySampled(
        numbers(rows * stride, &generator), leftRowStride: stride, right, rightRowStride: stride,
        SampledEntries(blocks, depth: depth), into: values)
    hash.add(values, count: indices.count)
    let output = numbers(rows * stride, &generator)
    multiplySparse(
        values, blocks, right, rightRowStride: stride, into: ProductOutput(output, rowStride: stride, rows: rows, columns: depth))
    hash.add(output, count: rows * stride)
    report(name, hash)
}

/// Products around the magnitude below which kernels store zero, and around the smallest normal number.
func smallNumbers() {
    var hash = Hash()
    for exponent in 60...150 {
        let left = Floats.allocate(capacity: 1)
        left[0] = Float(sign: .plus, exponent: -exponent / 2, significand: 1)
        let (right, output) = (Floats.allocate(capacity: 16), Floats.allocate(capacity: 16))
        for lane in 0..<16 { right[lane] = Float(sign: .plus, exponent: -(exponent + 1) / 2, significand: 2 - Float(lane) / 16) }
        multiply(
            left, leftRowStride: 1, leftDepthStride: 1, right, rightRowStride: 16, depth: 1,
            into: ProductOutput(output, rowStride: 16, rows: 1, columns: 16))
        hash.add(output, count: 16)
        // Without the rule: what the processor itself makes of subnormal results.
        for lane in 0..<16 { hash.add(left[0] * right[lane]) }
    }
    report("small numbers", hash)
}

func streams(_ generator: inout TorchGenerator) {
    var hash = Hash()
    for _ in 0..<50_000 { hash.add(generator.uniform(from: -0.25, to: 0.75)) }
    for number in generator.normal(count: 50_000) { hash.add(number) }
    var state = NumPyRandomState(seed: 42)
    for _ in 0..<100_000 { hash.add(state.randn()) }
    for index in state.permutation(1000) { hash.add(UInt32(index)) }
    report("random streams", hash)
}

/// 100 steps of gradient descent on a perceptron 40-50-10 with tanh, on 64 random examples; arrays are (units, examples).
func training(_ generator: inout TorchGenerator) {
    let (examples, inputs, hidden, classes) = (64, 40, 50, 10)
    let (inputStride, hiddenStride) = (paddedCount(inputs), paddedCount(hidden))
    let x = numbers(inputs * examples, &generator)
    let xTransposed = Floats.allocate(capacity: examples * inputStride)
    let rows = OffsetTable((0..<inputs).map { $0 * examples })
    transpose(x, rowOffsets: rows.pointer, rows: inputs, columns: examples, into: xTransposed, outputRowStride: inputStride)
    let first = numbers(hidden * inputStride, &generator, from: -0.2, to: 0.2)
    let second = numbers(classes * hiddenStride, &generator, from: -0.2, to: 0.2)
    let (h, slope) = (numbers(hidden * examples, &generator), numbers(hidden * examples, &generator))
    let hTransposed = Floats.allocate(capacity: examples * hiddenStride)
    let hiddenRows = OffsetTable((0..<hidden).map { $0 * examples })
    let scores = numbers(classes * examples, &generator)
    let (firstGradient, secondGradient) = (numbers(hidden * inputStride, &generator), numbers(classes * hiddenStride, &generator))
    var hash = Hash()
    for _ in 0..<100 {
        multiply(
            first, leftRowStride: inputStride, leftDepthStride: 1, x, rightRowStride: examples, depth: inputs,
            into: ProductOutput(h, rowStride: examples, rows: hidden, columns: examples))
        Elementary.tanh(h, into: h, count: hidden * examples)
        multiply(
            second, leftRowStride: hiddenStride, leftDepthStride: 1, h, rightRowStride: examples, depth: hidden,
            into: ProductOutput(scores, rowStride: examples, rows: classes, columns: examples))
        Elementary.exp(scores, into: scores, count: classes * examples)
        for example in 0..<examples {
            var sum: Float = 0
            for c in 0..<classes { sum += scores[c * examples + example] }
            hash.add(Elementary.log(sum))
            for c in 0..<classes {
                let target: Float = c == example % classes ? 1 : 0
                scores[c * examples + example] = scores[c * examples + example] / sum - target
            }
        }
        multiply(
            second, leftRowStride: 1, leftDepthStride: hiddenStride, scores, rightRowStride: examples, depth: classes,
            into: ProductOutput(slope, rowStride: examples, rows: hidden, columns: examples))
        for index in 0..<hidden * examples { slope[index] *= 1 - h[index] * h[index] }
        transpose(h, rowOffsets: hiddenRows.pointer, rows: hidden, columns: examples, into: hTransposed, outputRowStride: hiddenStride)
        multiply(
            scores, leftRowStride: examples, leftDepthStride: 1, hTransposed, rightRowStride: hiddenStride, depth: examples,
            into: ProductOutput(secondGradient, rowStride: hiddenStride, rows: classes, columns: hidden))
        multiply(
            slope, leftRowStride: examples, leftDepthStride: 1, xTransposed, rightRowStride: inputStride, depth: examples,
            into: ProductOutput(firstGradient, rowStride: inputStride, rows: hidden, columns: inputs))
        for index in 0..<hidden * inputStride { first[index] -= 0.01 * firstGradient[index] }
        for index in 0..<classes * hiddenStride { second[index] -= 0.01 * secondGradient[index] }
    }
    for unit in 0..<hidden { hash.add(first + unit * inputStride, count: inputs) }
    for unit in 0..<classes { hash.add(second + unit * hiddenStride, count: hidden) }
    report("training", hash)
}

/// Products with the rows of the left operand side by side, as of a weight's gradient. With AVX-512 the last few columns go another way.
func turnedProducts(_ generator: inout TorchGenerator) {
    var hash = Hash()
    for (rows, depth, columns) in [(48, 48, 17), (100, 60, 100), (61, 50, 3), (50, 49, 36), (47, 48, 33), (64, 50, 21)] {
        let (leftStride, stride) = (paddedCount(rows), paddedCount(columns))
        let left = numbers(depth * leftStride, &generator)
        let right = numbers(depth * stride, &generator)
        let output = numbers(rows * stride, &generator)
        multiply(
            left, leftRowStride: 1, leftDepthStride: leftStride, right, rightRowStride: stride, depth: depth,
            into: ProductOutput(output, rowStride: stride, rows: rows, columns: columns))
        for row in 0..<rows { hash.add(output + row * stride, count: columns) }
    }
    report("turned products", hash)
}

/// Sums and maxima of rows, of which kernels take several at a time.
func rowReductions(_ generator: inout TorchGenerator) {
    var hash = Hash()
    for rows in [1, 3, 4, 11] {
        for columns in [1, 16, 29, 100] {
            let stride = paddedCount(columns)
            let (input, output) = (numbers(rows * stride, &generator), numbers(rows, &generator))
            for reduction in [Reduction.sum, .maximum] {
                reduceColumns(reduction, input, rowStride: stride, rows: rows, columns: columns, into: output)
                hash.add(output, count: rows)
            }
        }
    }
    report("row reductions", hash)
}

/// Steps of Adam whose gradients fade to nothing, element by element at its own pace.
func adam(_ generator: inout TorchGenerator) {
    let count = 1024
    let (gradient, mean, square, parameter) = (0, 1, 2, 3)
    let (meanRate, squareDecay, gradientRate, correction, epsilon, stepSize) = (4, 5, 6, 7, 8, 9)
    let (newMean, newSquare, newParameter, first, second) = (10, 11, 12, 13, 14)
    let program = ElementwiseProgram(
        accesses: [
            .contiguous, .contiguous, .contiguous, .contiguous, .scalar, .scalar, .scalar, .scalar, .scalar, .scalar,
        ], outputs: 3, temporaries: 2,
        steps: [
            .init(.subtract, into: first, gradient, mean), .init(.multiply, into: first, meanRate, first),
            .init(.add, into: newMean, mean, first), .init(.multiply, into: first, squareDecay, square),
            .init(.multiply, into: second, gradientRate, gradient), .init(.multiply, into: second, second, gradient),
            .init(.add, into: newSquare, first, second), .init(.squareRoot, into: first, newSquare),
            .init(.divide, into: first, first, correction), .init(.add, into: first, first, epsilon),
            .init(.multiply, into: second, stepSize, newMean), .init(.divide, into: second, second, first),
            .init(.subtract, into: newParameter, parameter, second),
        ], rows: 1, rowStride: count)
    let operands = UnsafeMutablePointer<Floats>.allocate(capacity: 10)
    for slot in 0..<4 { operands[slot] = numbers(count, &generator) }
    // Nothing, as at the start of a training, so that what small gradients add shows.
    for index in 0..<count { operands[square][index] = 0 }
    let settings: [Float] = [0.1, 0.999, 0.001, 0.25, 1e-8, 0.01]
    for (index, setting) in settings.enumerated() {
        operands[meanRate + index] = Floats.allocate(capacity: 1)
        operands[meanRate + index][0] = setting
    }
    let outputs = UnsafeMutablePointer<Floats>.allocate(capacity: 3)
    for output in 0..<3 { outputs[output] = operands[mean + output] }
    var hash = Hash()
    for _ in 0..<200 {
        for index in 0..<count {
            operands[gradient][index] *= Float(sign: .plus, exponent: -(index % 3), significand: 1)
            // Not what the kernels would store.
            if operands[gradient][index].magnitude < smallestMagnitude { operands[gradient][index] = 0 }
        }
        program.run(operands: operands, outputs: outputs)
        for output in 0..<3 { hash.add(outputs[output], count: count) }
    }
    report("Adam", hash)
}

@_cdecl("probe")
public func probe(_ step: UInt32) {
    sweep("exp", step: step) { Elementary.exp($0, into: $1, count: $2) }
    sweep("expMinusOne", step: step) { Elementary.expMinusOne($0, into: $1, count: $2) }
    sweep("log", step: step) { Elementary.log($0, into: $1, count: $2) }
    sweep("log(onePlus:)", step: step) { Elementary.log(onePlus: $0, into: $1, count: $2) }
    sweep("tanh", step: step) { Elementary.tanh($0, into: $1, count: $2) }
    sweep("sigmoid", step: step) { Elementary.sigmoid($0, into: $1, count: $2) }
    sweep("softplus", step: step) { Elementary.softplus($0, into: $1, count: $2) }
    var generator = TorchGenerator(seed: 22)
    products(&generator)
    sparseProducts("sparse products", rows: 41, columns: 31, depth: 61, &generator)
    smallNumbers()
    streams(&generator)
    training(&generator)
    turnedProducts(&generator)
    rowReductions(&generator)
    adam(&generator)
    sparseProducts("sparse products in blocks", rows: 41, columns: 131, depth: 161, &generator)
}
