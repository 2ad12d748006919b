import Autodiff
import Testing

@Suite("Gradients")
struct GradientTests {
    @Test("First derivatives of every rule equal central differences")
    func firstDerivatives() throws {
        try checkGradients([[3, 4], [3], [4], []]) { x in
            let a = x[0] * x[1].broadcast(to: [3, 4], axes: [0])
            let b = exp(x[0] * 0.3) / (2 + sigmoid(x[2].broadcast(to: [3, 4], axes: [1])))
            let c = tanh(a) - expMinusOne(b) + log(x[0] * x[0] + 1)
            let d = squareRoot(c * c + 1) + softplus(a) + elu(c) + swish(b)
            return (maximum(d, c) * x[3].broadcast(to: [3, 4])).mean() + relu(x[0]).sum()
        }
    }

    @Test("Views, products and convolutions")
    func structural() throws {
        let geometry = ConvolutionGeometry(input: [7], kernel: [3], stride: [2], padding: [1])
        try checkGradients([[2, 7, 5], [3, 6], [12, 4]]) { x in
            let y = tanh(convolution(x[0], x[1], geometry)).reshaped(to: [12, 5])
            let z = product(x[2], y, transposingLeft: true)
            let w = concatenate([z.slice(start: 2, count: 2), y])
            let top = w.padded(start: 1, stride: 1, size: 20).maximum(axes: [1])
            return (product(w, w.transposed)).sum() * 0.1 + top.sum()
        }
    }

    @Test("Second derivatives: the gradient of a gradient's square equals central differences")
    func secondDerivatives() throws {
        let geometry = ConvolutionGeometry(input: [6], kernel: [3], stride: [1], padding: [1])
        try checkGradients([[4, 3], [3, 5], [2, 6, 3], [2, 6]], tolerance: 1e-5) { x in
            let h = tanh(product(x[0], x[1]))
            let c = sigmoid(convolution(x[2], x[3], geometry))
            let inner = (h * h * h).sum() + squareRoot(c + 1).sum() + (exp(h) / (2 + h)).mean()
            let first = gradients(of: inner, withRespectTo: x)
            return first.map { ($0 * $0).sum() }.reduce(x[0].sum() * 0, +)
        }
    }

    @Test("Mixtures of tanh: first and second derivatives")
    func tanhMixtures() throws {
        func mixture(_ x: [Tensor]) -> Tensor {
            tanhMixture(x[0], weights: x[1], biases: x[2], amplitudes: x[3])
        }
        let shapes: [Shape] = [[3, 4], [5], [5], [5]]
        try checkGradients(shapes) { x in (mixture(x) * mixture(x)).sum() }
        try checkGradients(shapes, tolerance: 1e-5) { x in
            let first = gradients(of: (mixture(x) * exp(x[0])).sum(), withRespectTo: x)
            return first.map { ($0 * $0).sum() }.reduce(x[0].sum(), +)
        }
    }

    @Test("Tied maxima: the first of two takes the whole gradient, those over axes share it evenly")
    func tiedMaxima() throws {
        let graph = Graph()
        let (a, b) = (graph.input("a", [3]), graph.input("b", [3]))
        let ofTwo = gradients(of: maximum(a, b).sum(), withRespectTo: [a, b])
        let x = graph.input("x", [2, 3])
        let overAxes = [[0], [1], [0, 1]].map { axes in
            gradients(of: x.maximum(axes: axes).sum(), withRespectTo: [x])[0]
        }
        let results = try referenceEvaluate(
            ofTwo + overAxes, inputs: ["a": [1, 2, 3], "b": [2, 2, 2], "x": [5, 1, 5, 5, 2, 0]])
        #expect(results[0] == [0, 1, 1])
        #expect(results[1] == [1, 0, 0])
        #expect(results[2] == [0.5, 0, 1, 0.5, 1, 0])
        #expect(results[3] == [0.5, 0, 0.5, 1, 0, 0])
        #expect(results[4].map { 3 * $0 } == [1, 0, 1, 1, 0, 0])
    }

    @Test("Differentiating twice gives the closed forms")
    func closedForms() throws {
        let graph = Graph()
        let x = graph.input("x", [5])
        let points: [Double] = [-2, -0.5, 0.25, 1, 3]
        let cases: [(String, Tensor, (Double) -> Double)] = [
            ("x³", x * x * x, { 6 * $0 }),
            ("1 / (1 + x²)", 1 / (1 + x * x), { (6 * $0 * $0 - 2) / ((1 + $0 * $0) * (1 + $0 * $0) * (1 + $0 * $0)) }),
            (
                "sigmoid'' = s (1 - s) (1 - 2 s)", sigmoid(x),
                {
                    let s = 1 / (1 + referenceExp(-$0)); return s * (1 - s) * (1 - 2 * s)
                }
            ),
            ("exp", exp(x), { referenceExp($0) }),
        ]
        for (name, y, expected) in cases {
            let first = gradients(of: y.sum(), withRespectTo: [x])[0]
            let second = gradients(of: first.sum(), withRespectTo: [x])[0]
            let program = try Program(graph, outputs: [second])
            program.buffer(x)!.values = points.map(Float.init)
            program.run()
            for (actual, point) in zip(program.output(), points) {
                let exact = expected(point)
                #expect(abs(Double(actual) - exact) <= 4e-6 * max(1, abs(exact)), "\(name) at \(point)")
            }
        }
    }

    /// exp by its series, far beyond single precision on the points above.
    private func referenceExp(_ x: Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for k in 1..<60 {
            term *= x / Double(k)
            sum += term
        }
        return sum
    }
}
