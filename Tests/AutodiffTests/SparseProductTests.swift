import Autodiff
import Testing

@Suite("Sparse products in graphs")
struct SparseProductTests {
    private func pattern(_ rows: Int, _ columns: Int, every step: Int) -> SparsityPattern {
        SparsityPattern(rows: rows, columns: columns, mask: (0..<rows * columns).map { $0 * 7 % 10 % step == 0 })
    }

    @Test("Programs equal the plain evaluation at every density", arguments: [1, 2, 5, 9])
    func programs(step: Int) throws {
        let pattern = pattern(9, 40, every: step)
        try checkProgram([[pattern.count], [40, 33], [9, 33]]) { _, x in
            [
                sparseProduct(x[0], pattern, x[1]), sparseProduct(x[0], pattern, x[2], transposed: true),
                sampledProduct(pattern, x[2], x[1]),
            ]
        }
    }

    @Test("First and second derivatives equal central differences")
    func derivatives() throws {
        let pattern = pattern(4, 5, every: 3)
        func value(_ x: [Tensor]) -> Tensor {
            let y = tanh(sparseProduct(x[0], pattern, x[1]))
            let z = sparseProduct(x[0], pattern, y * y, transposed: true)
            return (y * y * y).sum() + (z * x[1]).sum() + (exp(sampledProduct(pattern, y, z) * 0.1)).sum()
        }
        let shapes: [Shape] = [[pattern.count], [5, 3]]
        try checkGradients(shapes) { x in value(x) }
        try checkGradients(shapes, tolerance: 1e-5) { x in
            let first = gradients(of: value(x), withRespectTo: x)
            return first.map { ($0 * $0).sum() }.reduce(x[0].sum() * 0, +)
        }
    }

    @Test("Shapes that do not fit are refused, with both shapes and the pattern")
    func refuses() {
        let graph = Graph()
        let pattern = pattern(4, 5, every: 3)
        _ = sparseProduct(graph.input("v", [pattern.count]), pattern, graph.input("x", [4, 3]))
        #expect(
            graph.error?.description
                == "sparseProduct with \(pattern.count) of (4, 5) of (\(pattern.count)) and (4, 3): the inner sizes differ")
    }
}
