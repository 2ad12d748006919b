import Autodiff
import Testing

@Suite("The logarithm of sums of exp over a product")
struct LogSumExpProductTests {
    @Test("Programs equal the plain meaning, for rows shorter and longer than a vector", arguments: [1, 3, 16, 40])
    func program(columns: Int) throws {
        try checkProgram([[5, 7], [5, columns]]) { _, x in
            [logSumExp(ofProduct: x[0], x[1]), logSumExp(ofProduct: x[1] * 300, x[0])]
        }
    }

    @Test("First and second derivatives equal central differences")
    func derivatives() throws {
        func value(_ x: [Tensor]) -> Tensor { (logSumExp(ofProduct: x[0], x[1]) * x[2]).sum() }
        try checkGradients([[2, 3], [2, 4], [3]], value)
        try checkGradients([[2, 3], [2, 4], [3]], tolerance: 1e-5) { x in
            gradients(of: value(x), withRespectTo: x).map { ($0 * $0).sum() }.reduce(x[0].sum(), +)
        }
    }

    @Test("Matrices whose first sizes differ are refused")
    func edges() {
        let graph = Graph()
        _ = logSumExp(ofProduct: graph.input("a", [2, 3]), graph.input("b", [3, 3]))
        #expect(graph.error?.description == "logSumExp of a product of (2, 3) and (3, 3): the first sizes differ")
    }
}
