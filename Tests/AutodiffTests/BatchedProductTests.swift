import Autodiff
import Testing

@Suite("Batched product")
struct BatchedProductTests {
    private func multiply(_ x: [Tensor], _ left: Bool, _ right: Bool) -> Tensor {
        batchedProduct(x[0], x[1], transposingLeft: left, transposingRight: right)
    }

    private func shapes(_ left: Bool, _ right: Bool, rows: Int, depth: Int, columns: Int, batch: Int) -> [Shape] {
        [
            left ? [2, depth, rows, batch] : [2, rows, depth, batch],
            right ? [2, columns, depth, batch] : [2, depth, columns, batch],
        ]
    }

    @Test("Programs equal the plain meaning, for sizes that fill tiles and that do not", arguments: [(4, 8), (3, 5), (9, 6)])
    func program(rows: Int, columns: Int) throws {
        for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
            for batch in [3, 40] {
                try checkProgram(shapes(left, right, rows: rows, depth: 7, columns: columns, batch: batch)) { _, x in
                    [multiply(x, left, right), multiply([x[0] * 2, x[1]], left, right) + 1]
                }
            }
        }
    }

    @Test("First and second derivatives equal central differences", arguments: [false, true], [false, true])
    func derivatives(left: Bool, right: Bool) throws {
        let shapes = shapes(left, right, rows: 2, depth: 3, columns: 2, batch: 2)
        func value(_ x: [Tensor]) -> Tensor { exp(0.3 * multiply(x, left, right)).sum() }
        try checkGradients(shapes, value)
        try checkGradients(shapes, tolerance: 1e-5) { x in
            gradients(of: value(x), withRespectTo: x).map { ($0 * $0).sum() }.reduce(x[0].sum(), +)
        }
    }

    @Test("What does not fit is refused")
    func edges() throws {
        let graph = Graph()
        _ = batchedProduct(graph.input("a", [2, 3, 4, 5]), graph.input("b", [2, 3, 4, 5]))
        #expect(
            graph.error?.description == "batched product of (2, 3, 4, 5) and (2, 3, 4, 5): the inner sizes differ")
    }
}
