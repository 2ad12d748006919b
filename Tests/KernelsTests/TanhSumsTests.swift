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
        let scratch = UnsafeMutablePointer<Float>.allocate(capacity: tanhSumScratch)
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
}
