import Kernels
import Testing

@Suite("Small numbers become zero where they are stored")
struct UnderflowTests {
    private static let smallestNormal = Float.leastNormalMagnitude
    private static let largestSubnormal = Float.leastNormalMagnitude.nextDown

    /// One operation on each pair.
    private func perform(_ operation: ElementwiseOperation, _ a: [Float], _ b: [Float]) -> [Float] {
        let count = paddedCount(a.count)
        func padded(_ values: [Float]) -> UnsafeMutablePointer<Float> {
            let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
            pointer.initialize(repeating: 1, count: count)
            pointer.update(from: values, count: values.count)
            return pointer
        }
        var operands = [padded(a), padded(b)]
        var outputs = [padded(a)]
        defer { (operands + outputs).forEach { $0.deallocate() } }
        let program = ElementwiseProgram(
            accesses: [.contiguous, .contiguous], outputs: 1, temporaries: 0,
            steps: [.init(operation, into: 2, 0, operation.operandCount > 1 ? 1 : 0)], rows: 1, rowStride: count)
        program.run(operands: &operands, outputs: &outputs)
        return (0..<a.count).map { outputs[0][$0] }
    }

    /// Normal numbers of every magnitude and both signs, with all bits in use.
    private func ofAllMagnitudes(_ count: Int, seed: UInt32) -> [Float] {
        zip(scrambled(count, seed: seed), scrambled(count, seed: seed + 1)).map { significand, exponent in
            Float(
                sign: significand < 0 ? .minus : .plus, exponent: Int(exponent * 126.9),
                significand: 1 + significand.magnitude)
        }
    }

    /// Processors can be told to flush; nothing here does, and no thread begins so. Both sides of the boundary, before and after rounding.
    @Test("The processor keeps subnormal numbers")
    func subnormalNumbersAreKept() {
        let (normal, subnormal) = (Self.smallestNormal, Self.largestSubnormal)
        // The second product is subnormal before rounding alone: x86 and Arm differ there when they flush.
        let cases: [(Float, Float, UInt32)] = [
            (normal, 0.5, 0x0040_0000), (0x1.0008p-26, 0x1.fffp-101, 0x0080_0000), (subnormal, 1, 0x007F_FFFF), (0x1p-75, 0x1p-74, 1),
        ]
        for (a, b, product) in cases { #expect(products(a, b) == [product, product, product]) }
    }

    /// The product of scalars, of vectors, and a fused one, computed when the program runs.
    @inline(never) private func products(_ a: Float, _ b: Float) -> [UInt32] {
        let (vectorA, vectorB) = (SIMD16(repeating: a), SIMD16(repeating: b))
        return [a * b, (vectorA * vectorB)[15], SIMD16<Float>().addingProduct(vectorA, vectorB)[0]].map(\.bitPattern)
    }

    @Test("Products of elements at the boundaries")
    func products() {
        let (normal, subnormal) = (Self.smallestNormal, Self.largestSubnormal)
        let cases: [(Float, Float, Float)] = [
            (0x1p-50, 0x1p-50, 0x1p-100), (-0x1p-50, 0x1p-50, -0x1p-100), (0x1p-50, 0x1.fffffep-51, 0),
            (-0x1p-50, 0x1.fffffep-51, 0), (0x1p-100, 1, 0x1p-100), (0x1.fffffep-101, 1, 0), (normal, 1, 0),
            (subnormal, 1, 0), (normal, 0x1p26, 0x1p-100), (normal, 0x1p25, 0), (0x1p-63, 0x1p-63, 0),
            (0x1p-63, 0x1p-64, 0), (0x1p-149, 0x1p127, 0x1p-22), (0, -1, 0), (-0.0, 1, 0), (-0.0, 0x1p100, 0),
            (.infinity, subnormal, .infinity), (-.infinity, 0x1p-149, -.infinity), (3, -2, -6),
        ]
        let results = perform(.multiply, cases.map(\.0), cases.map(\.1))
        for (result, (a, b, expected)) in zip(results, cases) {
            #expect(result.bitPattern == expected.bitPattern, "\(a) · \(b) = \(result)")
        }
        let none = perform(.multiply, [.nan, 0, .infinity, 0x1p-149], [0x1p-149, .infinity, -0.0, .nan])
        #expect(none.allSatisfy { $0.isNaN })
    }

    @Test("A product is kept in full or is zero, and no small one is kept")
    func everyProduct() {
        let (a, b) = (ofAllMagnitudes(200_000, seed: 1), ofAllMagnitudes(200_000, seed: 5))
        var zeros = 0
        for (index, product) in perform(.multiply, a, b).enumerated() {
            let exact = Double(a[index]) * Double(b[index])
            if product == 0 {
                #expect(product.sign == .plus && exact.magnitude < 0x1.26p-100, "\(a[index]) · \(b[index])")
                zeros += 1
            } else {
                #expect(product == a[index] * b[index] && product.magnitude >= smallestMagnitude)
            }
        }
        #expect(zeros > 10_000 && zeros < 190_000)
    }

    @Test(
        "Quotients and functions are their plain forms, or zero where these are small",
        arguments: [ElementwiseOperation.divide, .exp, .sigmoid, .softplus, .multiply])
    func functions(operation: ElementwiseOperation) {
        var a = operation.operandCount == 1 ? (0..<100_000).map { Float($0) * 0.0023 - 115 } : []
        a += ofAllMagnitudes(20_000, seed: 3) + [0, -0.0, .infinity, -.infinity, Self.smallestNormal]
        if operation != .multiply { a.append(Self.largestSubnormal) }
        let b = ofAllMagnitudes(a.count, seed: 8)
        for (index, result) in perform(operation, a, b).enumerated() {
            let expected = referenceElementwise(operation, a[index], b[index])
            let same = result.bitPattern == expected.bitPattern || (result.isNaN && expected.isNaN)
            #expect(same, "\(operation)(\(a[index]), \(b[index])) = \(result), not \(expected)")
            let isSmall = result != 0 && result.magnitude < smallestMagnitude
            #expect(!isSmall, "\(operation)(\(a[index]), \(b[index])) = \(result)")
        }
    }

    @Test("Sums, differences and roots of what products give are never subnormal")
    func sums() {
        let products = perform(.multiply, ofAllMagnitudes(50_000, seed: 2), ofAllMagnitudes(50_000, seed: 4))
        // Near 2^-100, where differences are smallest.
        let small = scrambled(50_000, seed: 6).map { (1 + $0.magnitude) * 0x1p-100 }
        for other in [small, small.reversed(), products] {
            for operation in [ElementwiseOperation.add, .subtract] {
                let results = perform(operation, small, other) + perform(operation, products, other)
                #expect(results.allSatisfy { $0 == 0 || $0.isNaN || $0.magnitude >= 0x1p-123 })
            }
        }
        #expect(perform(.squareRoot, small, small).allSatisfy { !$0.isSubnormal })
    }

    /// Left operands whose products with a column of ones are partial sums, and what is stored.
    private static let chains: [(terms: [Float], stored: Float)] = [
        ([0x1p-100], 0x1p-100), ([0x1.fffffep-101], 0), ([-0x1.fffffep-101], 0), ([-0x1p-100], -0x1p-100),
        ([smallestNormal], 0), ([largestSubnormal], 0), ([-0.0], 0),
        // Small parts of a sum count, and no part is flushed before the end.
        ([0x1p-110, 0x1p-95], 0x1.0002p-95), ([0x1p-101, 0x1p-101], 0x1p-100),
        ([0x1p-90, -0x1.fffffep-91], 0), ([largestSubnormal, 0x1p-149], 0), ([0x1p-130, 0x1p-140, 0x1p-107], 0),
    ]

    @Test("Finished sums of dense products", arguments: chains.indices)
    func dense(index: Int) {
        let (terms, stored) = Self.chains[index]
        // Every row and column of every tile.
        let (rows, columns) = (23, 70)
        let stride = paddedCount(columns)
        let left = (0..<rows).flatMap { _ in terms }
        let ones = [Float](repeating: 1, count: terms.count * stride)
        var output = [Float](repeating: 5, count: rows * stride)
        output.withUnsafeMutableBufferPointer {
            multiply(
                left, leftRowStride: terms.count, leftDepthStride: 1, ones, rightRowStride: stride, depth: terms.count,
                into: ProductOutput($0.baseAddress!, rowStride: stride, rows: rows, columns: columns))
        }
        #expect(output.allSatisfy { $0.bitPattern == stored.bitPattern })
        #expect(
            referenceMultiply(terms, ones, rows: 1, depth: terms.count, columns: 1)[0].bitPattern == stored.bitPattern)
    }

    @Test("Finished sums of sparse and sampled products", arguments: chains.indices)
    func sparse(index: Int) {
        let (terms, stored) = Self.chains[index]
        let depth = terms.count
        let (rows, columns) = (3, 20)
        let stride = paddedCount(columns)
        let sparse = SparseBlocks(
            rowStarts: (0...rows).map { $0 * depth }, columnIndices: (0..<rows).flatMap { _ in 0..<depth }, columns: depth)
        var output = [Float](repeating: 5, count: rows * stride)
        output.withUnsafeMutableBufferPointer {
            multiplySparse(
                (0..<rows).flatMap { _ in terms }, sparse, [Float](repeating: 1, count: depth * stride), rightRowStride: stride,
                into: ProductOutput($0.baseAddress!, rowStride: stride, rows: rows, columns: columns))
        }
        for row in 0..<rows { #expect(output[row * stride..<row * stride + columns].allSatisfy { $0.bitPattern == stored.bitPattern }) }

        // The terms lie at the ends of a long depth, so that sums pass from one panel to the next.
        let long = 200
        let longStride = paddedCount(long)
        var left = [Float](repeating: 0, count: longStride)
        for (index, term) in terms.enumerated() { left[index * (long - 1) / max(depth - 1, 1)] = term }
        for positions in [nil, Array((0..<columns).reversed())] {
            let entries = SparseBlocks(
                rowStarts: [0, columns], columnIndices: Array(0..<columns), columns: columns, positions: positions)
            var sampled = [Float](repeating: 5, count: columns)
            sampled.withUnsafeMutableBufferPointer {
                multiplySampled(
                    left, leftRowStride: longStride, [Float](repeating: 1, count: columns * longStride),
                    rightRowStride: longStride, SampledEntries(entries, depth: long), into: $0.baseAddress!)
            }
            #expect(sampled.allSatisfy { $0.bitPattern == stored.bitPattern })
        }
    }

    @Test("A sparse product has the sign of the dense one also where its sums underflow")
    func signs() {
        // -2^-80 · 2^-80 is rounded to -0, to which the dense product then adds 0.
        let right = [Float](repeating: 0x1p-80, count: 32)
        let dense = referenceMultiply([-0x1p-80, 0], right, rows: 1, depth: 2, columns: 16)
        let sparse = referenceMultiplySparse([[(0, -0x1p-80)]], right, columns: 16)
        #expect(dense.map(\.bitPattern) == sparse.map(\.bitPattern))
        #expect(sparse[0].bitPattern == 0)
    }

    @Test("Finished sums of tanh", arguments: [Float(0x1p-100), 0x1.fffffep-101, -0x1p-100, 0x1p-126, -0x1p-149])
    func sumsOfTanh(factor: Float) {
        // tanh of 20 is 1.
        let (count, expected) = (32, factor.magnitude < smallestMagnitude ? 0 : factor)
        let x = [Float](repeating: 20, count: count)
        let scratch = UnsafeMutableBufferPointer<Float>.allocate(capacity: tanhSumScratch(terms: 1))
        let output = UnsafeMutablePointer<Float>.allocate(capacity: count)
        let factors = UnsafeMutablePointer<Float>.allocate(capacity: count)
        defer {
            scratch.deallocate()
            output.deallocate()
            factors.deallocate()
        }
        factors.initialize(repeating: 0, count: count)
        factors[0] = factor
        output.initialize(repeating: 5, count: count)
        withUnsafePointer(to: TanhTerm(derivative: 0, factors: factors, output: output)) {
            let terms = UnsafeBufferPointer(start: $0, count: 1)
            mixTanh(x, count: count, weights: [1], biases: [0], units: 1, terms: terms, scratch: scratch)
            for i in 0..<count { #expect(output[i].bitPattern == expected.bitPattern) }
            sumTanhMoments(x, count: count, weights: [1], biases: [0], units: 0..<1, terms: terms, scratch: scratch)
            #expect(output[0].bitPattern == expected.bitPattern)
        }
    }
}
