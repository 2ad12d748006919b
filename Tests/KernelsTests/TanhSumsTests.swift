import Kernels
import Testing

@Suite("Sums of tanh")
struct TanhSumsTests {
    @Test("Mixtures and moments equal plain sums, for each derivative", arguments: [16, 48, 2048 + 32])
    func plainSums(count: Int) {
        let units = 7
        func numbers(_ count: Int, _ seed: Int) -> [Float] {
            (0..<count).map { Float((($0 + seed) * 7919) % 1013) / 506 - 1 }
        }
        let (x, factors) = (numbers(count, 1), numbers(count, 2))
        let (weights, biases, amplitudes) = (numbers(units, 3), numbers(units, 4), numbers(units, 5))
        func derivative(_ order: Int, _ j: Int, _ i: Int) -> Double {
            let t = Double(Elementary.tanh(biases[j].addingProduct(weights[j], x[i])))
            let s = 1 - t * t
            return [t, s, -2 * t * s, s * (6 * t * t - 2)][order]
        }
        let orders = 0...highestTanhDerivative
        var mixtures = orders.map { _ in [Float](repeating: .nan, count: count) }
        var moments = orders.map { _ in [Float](repeating: .nan, count: units) }
        let scratch = UnsafeMutableBufferPointer<Float>.allocate(capacity: tanhSumScratch(terms: orders.count))
        defer { scratch.deallocate() }
        func run(_ factors: [Float], _ outputs: inout [[Float]], isMixture: Bool) {
            let pointers = outputs.map { UnsafeMutableBufferPointer<Float>.allocate(capacity: $0.count) }
            let factorPointer = UnsafeMutableBufferPointer<Float>.allocate(capacity: factors.count)
            _ = factorPointer.initialize(from: factors)
            defer { for pointer in pointers + [factorPointer] { pointer.deallocate() } }
            for (pointer, output) in zip(pointers, outputs) { _ = pointer.initialize(from: output) }
            let terms = zip(orders, pointers).map {
                TanhTerm(derivative: $0, factors: factorPointer.baseAddress!, output: $1.baseAddress!)
            }
            terms.withUnsafeBufferPointer { terms in
                if isMixture {
                    mixTanh(x, count: count, weights: weights, biases: biases, units: units, terms: terms, scratch: scratch)
                } else {
                    sumTanhMoments(
                        x, count: count, weights: weights, biases: biases, units: 0..<units, terms: terms,
                        scratch: scratch)
                }
            }
            outputs = pointers.map(Array.init)
        }
        run(amplitudes, &mixtures, isMixture: true)
        run(factors, &moments, isMixture: false)
        for order in orders {
            for i in 0..<count {
                let expected = (0..<units).reduce(0) { $0 + Double(amplitudes[$1]) * derivative(order, $1, i) }
                #expect(abs(Double(mixtures[order][i]) - expected) <= 4e-6)
            }
            for j in 0..<units {
                let expected = (0..<count).reduce(0) { $0 + Double(factors[$1]) * derivative(order, j, $1) }
                #expect(abs(Double(moments[order][j]) - expected) <= 2e-7 * Double(count))
            }
        }
    }

    @Test("Any number of terms, each as if it were alone", arguments: [1, 16, 17, 18, 40])
    func manyTerms(count: Int) {
        let (length, units) = (1024 + 48, 3)
        let (x, weights, biases) = (scrambled(length), scrambled(units, seed: 2), scrambled(units, seed: 3))
        let factors = (0..<count).map { scrambled(length, seed: UInt32(10 + $0)) }
        func run(_ chosen: Range<Int>, isMixture: Bool) -> [[Float]] {
            // What lies behind the memory that was asked for is watched.
            let needed = tanhSumScratch(terms: chosen.count)
            let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: needed + 64)
            memory.initialize(repeating: 77)
            let outputs = chosen.map { _ in UnsafeMutableBufferPointer<Float>.allocate(capacity: isMixture ? length : units) }
            let inputs = chosen.map { index in
                let input = UnsafeMutableBufferPointer<Float>.allocate(capacity: length)
                _ = input.initialize(from: factors[index])
                return input
            }
            defer { ([memory] + outputs + inputs).forEach { $0.deallocate() } }
            let terms = chosen.indices.map { index in
                TanhTerm(
                    derivative: chosen[index] % 4, factors: inputs[index - chosen.lowerBound].baseAddress!,
                    output: outputs[index - chosen.lowerBound].baseAddress!)
            }
            let scratch = UnsafeMutableBufferPointer(rebasing: memory[..<needed])
            terms.withUnsafeBufferPointer { terms in
                if isMixture {
                    mixTanh(x, count: length, weights: weights, biases: biases, units: units, terms: terms, scratch: scratch)
                } else {
                    sumTanhMoments(
                        x, count: length, weights: weights, biases: biases, units: 0..<units, terms: terms, scratch: scratch)
                }
            }
            #expect(memory[needed...].allSatisfy { $0 == 77 })
            return outputs.map(Array.init)
        }
        for isMixture in [true, false] {
            let together = run(0..<count, isMixture: isMixture)
            for index in 0..<count { #expect(together[index] == run(index..<index + 1, isMixture: isMixture)[0]) }
        }
        // Plain sums in the documented order of lanes: of a block, then of blocks, then of halves.
        let moments = run(0..<count, isMixture: false)
        for (index, moment) in moments.enumerated() {
            for j in 0..<units {
                var total = [Float](repeating: 0, count: 16)
                for start in stride(from: 0, to: length, by: 1024) {
                    var lanes = [Float](repeating: 0, count: 16)
                    for i in start..<min(start + 1024, length) {
                        let t = Elementary.tanh(biases[j].addingProduct(weights[j], x[i]))
                        let slope = Float(1).addingProduct(-t, t)
                        let derivative =
                            [t, slope, slope * t * -2, slope * Float(-2).addingProduct(t * 6, t)][index % 4]
                        lanes[i % 16].addProduct(factors[index][i], derivative)
                    }
                    for lane in 0..<16 { total[lane] += lanes[lane] }
                }
                for width in [8, 4, 2, 1] {
                    for lane in 0..<width { total[lane] += total[lane + width] }
                }
                #expect(moment[j] == total[0])
            }
        }
    }
}
