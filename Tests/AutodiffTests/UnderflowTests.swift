import Autodiff
import Foundation
import Testing

@Suite("Subnormal numbers")
struct UnderflowTests {
    /// A number that the compiler knows nothing about.
    @inline(never)
    private static func opaque(_ x: Float) -> Float { x }

    /// Whether this thread still computes with subnormal numbers, as operands and as results.
    private static var isGradual: Bool {
        let half = opaque(.leastNormalMagnitude) * opaque(0.5)
        return half == 0x1p-127 && half + half == .leastNormalMagnitude && opaque(0x1p-149) * opaque(2) == 0x1p-148
    }

    /// Moments as Adam's, fed by gradients that fade.
    private static func fade(threads: Int) throws -> [UInt32] {
        let graph = Graph()
        let (g, m, v) = (graph.input("g", [20, 30]), graph.input("m", [20, 30]), graph.input("v", [20, 30]))
        let weights = (0..<3).map { graph.input("w\($0)", [5]) }
        let mixture = tanhMixture(g, weights: weights[0], biases: weights[1], amplitudes: weights[2])
        let gradient = gradients(of: (mixture * g).sum(), withRespectTo: [g])[0]
        let program = try Program(
            graph, outputs: [gradient, product(m, v.transposed)],
            updates: [(g, g * 0.5), (m, 0.9 * m + 0.1 * g), (v, 0.999 * v + 0.001 * g * g)])
        program.threads = threads
        program.buffer(g)!.values = scrambled(600)
        for (index, weight) in weights.enumerated() { program.buffer(weight)!.values = scrambled(5, seed: UInt32(index)) }
        var bits: [UInt32] = []
        // The mean square takes 70000 steps to fade; it begins close to the end.
        program.buffer(v)!.values = scrambled(600, seed: 9).map { $0 * $0 * 0x1p-97 }
        for step in 0..<3000 {
            program.run()
            guard step % 50 == 0 || step > 2990 else { continue }
            let values = [g, m, v].flatMap { program.buffer($0)!.values } + program.output(0) + program.output(1)
            #expect(!values.contains { $0.isSubnormal }, "step \(step)")
            bits += values.map(\.bitPattern)
        }
        #expect(program.buffer(g)!.values.allSatisfy { $0 == 0 })
        #expect(program.buffer(m)!.values.allSatisfy { $0 == 0 })
        return bits
    }

    @Test("None is kept while values fade, with the same bits on every thread, and no thread's arithmetic is changed")
    func fading() throws {
        #expect(Self.isGradual)
        let here = try Self.fade(threads: 1)
        #expect(Self.isGradual)
        let divided = try Self.fade(threads: 3)
        #expect(divided == here)
        #expect(Self.isGradual)
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var there: Result<[UInt32], any Error>?
        nonisolated(unsafe) var isGradual = (before: false, after: false)
        Thread {
            isGradual.before = Self.isGradual
            there = Result { try Self.fade(threads: 1) }
            isGradual.after = Self.isGradual
            done.signal()
        }.start()
        done.wait()
        let bitsThere = try #require(there).get()
        #expect(bitsThere == here)
        #expect(isGradual == (true, true))
        // The threads that the program divided its work among.
        DispatchQueue.concurrentPerform(iterations: 8) { _ in #expect(Self.isGradual) }
    }

    @Test("Constants follow the rule of computed values")
    func constants() throws {
        let graph = Graph()
        let x = graph.input("x", [3])
        let program = try Program(graph, outputs: [x.filled(0x1p-70) * 0x1p-70 + x, x.filled(0x1p-50) * 0x1p-50])
        program.buffer(x)!.values = [0, .leastNormalMagnitude, .leastNonzeroMagnitude]
        program.run()
        // What the caller provides is added as it is.
        #expect(program.output(0) == [0, .leastNormalMagnitude, .leastNonzeroMagnitude])
        #expect(program.output(1) == [0x1p-100, 0x1p-100, 0x1p-100])
    }
}
