import Autodiff
import Testing

@Suite("Programs")
struct ProgramTests {
    @Test("Fused chains, broadcasts and reductions")
    func elementwise() throws {
        try checkProgram([[5, 100], [5], [100], []]) { _, x in
            let bias = x[1].broadcast(to: [5, 100], axes: [0])
            let row = x[2].broadcast(to: [5, 100], axes: [1])
            let scale = x[3].broadcast(to: [5, 100])
            let y = relu((x[0] + bias) * scale - row)
            let z = tanh(y) * sigmoid(x[0]) + 0.5
            return [y, z, z.sum(axes: [0]), z.sum(axes: [1]), z.mean(), y.maximum(axes: [0])]
        }
    }

    @Test("Rows longer than a block")
    func longRows() throws {
        try checkProgram([[3, 4000], [3]]) { _, x in
            let y = x[0] * x[1].broadcast(to: [3, 4000], axes: [0])
            return [y.sum(axes: [1]), y.slice(start: 1, count: 2) + 1]
        }
    }

    @Test("Views: slices, pads, reshapes, concatenations")
    func views() throws {
        try checkProgram([[4, 6, 20], [24, 20]]) { _, x in
            let even = x[0].slice(axis: 1, start: 0, stride: 2, count: 3)
            let odd = x[0].slice(axis: 1, start: 1, stride: 2, count: 3)
            let pooled = maximum(even, odd)
            let spread = pooled.padded(axis: 1, start: 1, stride: 2, size: 6)
            let flat = x[0].reshaped(to: [24, 20])
            let joined = concatenate([flat.slice(start: 3, count: 5), x[1], pooled.reshaped(to: [12, 20])])
            let nested = concatenate([joined * 2, joined])
            return [pooled, spread, joined, nested, nested.reshaped(to: [20, 82]), x[1].reshaped(to: [480, 1]) * 2]
        }
    }

    @Test("Products in all four orientations")
    func products() throws {
        try checkProgram([[7, 30], [30, 50], [30, 7], [50, 30]]) { _, x in
            [
                product(x[0], x[1]), product(x[2], x[1], transposingLeft: true),
                product(x[0], x[3].transposed), product(x[2], x[3].transposed, transposingLeft: true),
                product(x[0].slice(start: 2, count: 3), x[1].slice(start: 0, count: 30)),
            ]
        }
    }

    @Test("Convolutions and their gradients, one and two axes", arguments: [1, 2])
    func convolutions(stride: Int) throws {
        let line = ConvolutionGeometry(input: [13], kernel: [5], stride: [stride], padding: [1])
        try checkProgram([[3, 13, 18], [4, 15]]) { _, x in
            let y = convolution(x[0], x[1], line)
            return [y] + gradients(of: (y * y).sum(), withRespectTo: x)
        }
        let plane = ConvolutionGeometry(
            input: [6, 5], kernel: [3, 2], stride: [stride, 1], padding: [1, 0])
        try checkProgram([[2, 6, 5, 17], [3, 12]]) { _, x in
            let y = convolution(x[0], x[1], plane)
            return [y] + gradients(of: (y * y).sum(), withRespectTo: x)
        }
    }

    @Test("Mixtures of tanh share work, in any order of need, on any number of threads")
    func tanhMixtures() throws {
        try checkProgram([[20, 37], [6], [6], [6]], tolerance: 1e-4) { _, x in
            let f = tanhMixture(x[0], weights: x[1], biases: x[2], amplitudes: x[3])
            // A mixture of a mixture cannot be computed together with it.
            let g = tanhMixture(f, weights: x[1], biases: x[2], amplitudes: x[3])
            let first = gradients(of: (g * f).mean(), withRespectTo: x)
            return [f, g] + first + gradients(of: first.map { ($0 * $0).sum() }.reduce(g.mean(), +), withRespectTo: x)
        }
        let graph = Graph()
        let x = graph.input("x", [20, 37])
        let vectors = (0..<3).map { graph.input("v\($0)", [6]) }
        let f = tanhMixture(x, weights: vectors[0], biases: vectors[1], amplitudes: vectors[2])
        let gradient = gradients(of: (f * f).sum(), withRespectTo: [x] + vectors)
        let program = try Program(graph, outputs: [f] + gradient)
        // Two passes over x: the function and its derivative at once, then all moments at once.
        #expect(program.instructionCount <= 8)
        program.buffer(x)!.values = scrambled(740)
        for (index, vector) in vectors.enumerated() {
            program.buffer(vector)!.values = scrambled(6, seed: UInt32(index))
        }
        var results: [[[Float]]] = []
        for threads in 1...4 {
            program.threads = threads
            program.run()
            results.append((0..<5).map { program.output($0) })
        }
        #expect(results.allSatisfy { $0 == results[0] })
    }

    @Test("Any number of gradients of one mixture", arguments: [1, 16, 17, 35])
    func manyTanhMoments(count: Int) throws {
        try checkProgram([[3, 37], [6], [6], [6]] + Array(repeating: [3, 37], count: count), tolerance: 1e-4) { _, x in
            let f = tanhMixture(x[0], weights: x[1], biases: x[2], amplitudes: x[3])
            return x.dropFirst(4).flatMap { gradients(of: (f * $0).sum(), withRespectTo: Array(x[1...3])) }
        }
    }

    @Test("What is computed early gives the same values late", arguments: [false, true])
    func precomputation(isReused: Bool) throws {
        let graph = Graph()
        let a = graph.input("a", [4, 5])
        let b = graph.input("b", [5, 3])
        let late = graph.input("late", [4, 3])
        let wide = graph.input("wide", [5, 4])
        let h = tanh(product(a, b))
        let outputs = [
            h * late + exp(a).sum().broadcast(to: [4, 3]), product(h.transposed, late), product(a, b) + late,
            a.transposed * wide,
        ]
        let (early, split) = precompute(for: outputs, before: [late, wide], isReused: isReused)
        // The product, which is an output's operand itself, h, the sum, and for many runs what is transposed.
        #expect(early.map(\.value.shape) == [[4, 3], [4, 3], []] + (isReused ? [[3, 4], [5, 4]] : []))
        let first = try Program(graph, outputs: early.map(\.value))
        let second = try Program(split[0].graph, outputs: split)
        let whole = try Program(graph, outputs: outputs)
        #expect(second.buffer(b) == nil)
        for program in [first, second, whole] {
            program.buffer(a)?.values = scrambled(20)
            program.buffer(b)?.values = scrambled(15, seed: 2)
            program.buffer(late)?.values = scrambled(12, seed: 3)
            program.buffer(wide)?.values = scrambled(20, seed: 4)
        }
        first.run()
        for (index, value) in early.enumerated() { second.buffer(value.input)!.values = first.output(index) }
        second.run()
        whole.run()
        for index in outputs.indices { #expect(second.output(index) == whole.output(index)) }
    }

    @Test("Operations on constants alone are done once, with the bits of a run")
    func constantFolding() throws {
        let formulas: [(Tensor, Tensor) -> Tensor] = [
            { $0 / $1 }, { $0 * $1 }, { $0 - $1 }, { exp(-$0) * $1 }, { log($0) / tanh($1) }, { maximum($0, $1) },
        ]
        for (number, formula) in formulas.enumerated() {
            for (a, b) in [(0.3, -1.7), (1e-30, 7e-20), (0, -3), (3, 0)] as [(Float, Float)] {
                let graph = Graph()
                let (x, y) = (graph.input("x", []), graph.input("y", []))
                let folded = x + formula(graph.constant(a), graph.constant(b))
                let program = try Program(graph, outputs: [folded])
                #expect(program.instructionCount == 1)
                let computed = try Program(graph, outputs: [x + formula(y, graph.constant(b))])
                for program in [program, computed] { program.buffer(x)!.scalar = -0.0 }
                computed.buffer(y)!.scalar = a
                for program in [program, computed] { program.run() }
                #expect(program.scalarOutput().bitPattern == computed.scalarOutput().bitPattern, "\(number): \(a), \(b)")
            }
        }
    }

    @Test("Updates replace inputs from their old values, in any order")
    func updates() throws {
        let graph = Graph()
        let a = graph.input("a", [3])
        let b = graph.input("b", [3])
        let c = graph.input("c", [3])
        let sum = (a + b).sum()
        let program = try Program(
            graph, outputs: [sum, a + c], updates: [(a, b), (b, a), (c, c * 2 + a)])
        program.buffer(a)!.values = [1, 2, 3]
        program.buffer(b)!.values = [10, 20, 30]
        program.buffer(c)!.values = [0.5, 0.5, 0.5]
        program.run()
        #expect(program.output(0) == [66])
        #expect(program.output(1) == [1.5, 2.5, 3.5])
        #expect(program.buffer(a)!.values == [10, 20, 30])
        #expect(program.buffer(b)!.values == [1, 2, 3])
        #expect(program.buffer(c)!.values == [2, 3, 4])
        program.run()
        #expect(program.buffer(c)!.values == [14, 26, 38])
    }

    @Test("A long recurrence is computed as by the plain evaluation, in little memory")
    func recurrence() throws {
        try checkProgram([[6, 20], [6, 6], [18, 20]]) { _, x in
            var h = x[0]
            var outputs: [Tensor] = []
            for _ in 0..<8 {
                let gates = product(x[1], h)
                let update = sigmoid(gates + x[2].slice(start: 0, count: 6))
                h = update * h + (1 - update) * tanh(gates * x[2].slice(start: 12, count: 6))
                outputs.append(h)
            }
            let all = concatenate(outputs)
            return [all] + gradients(of: (all * all).sum(), withRespectTo: x)
        }
    }

    @Test("Mistakes of a trace name the operation and the shapes")
    func errors() throws {
        func message(_ body: (Graph) -> [Tensor]) -> String {
            let graph = Graph()
            let outputs = body(graph)
            do {
                _ = try Program(graph, outputs: outputs)
                return "no error"
            } catch {
                return "\(error)"
            }
        }
        #expect(
            message { [$0.input("a", [2, 3]) + $0.input("b", [3, 2])] }
                == "add of (2, 3) and (3, 2): the shapes must be equal")
        #expect(
            message { [product($0.input("a", [2, 3]), $0.input("b", [2, 3]))] }
                == "product of (2, 3) and (2, 3): the inner sizes differ")
        #expect(
            message { [$0.input("a", [2, 3]), $0.input("a", [3, 2])] }
                == "input a is already there with shape (2, 3), not (3, 2)")
        #expect(
            message { gradients(of: $0.input("a", [2]), withRespectTo: [$0.input("a", [2])]) }
                == "the gradient of (2): takes a scalar; sum or average it first")
    }
}
