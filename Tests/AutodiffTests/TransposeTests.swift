import Autodiff
import Testing

@Suite("Transpose")
struct TransposeTests {
    @Test("Programs equal the plain meaning, for rows shorter and longer than a vector", arguments: [3, 16, 40])
    func program(columns: Int) throws {
        try checkProgram([[5, columns]]) { _, x in [x[0].transposed, (x[0] * 2).transposed + 1] }
    }

    @Test("First and second derivatives equal central differences")
    func derivatives() throws {
        func value(_ x: [Tensor]) -> Tensor { (exp(x[0].transposed) * x[1]).sum() }
        try checkGradients([[2, 3], [3, 2]], value)
        try checkGradients([[2, 3], [3, 2]], tolerance: 1e-5) { x in
            gradients(of: value(x), withRespectTo: x).map { ($0 * $0).sum() }.reduce(x[0].sum(), +)
        }
    }

    @Test("Twice is the tensor itself; what is no matrix is refused")
    func edges() throws {
        let graph = Graph()
        let x = graph.input("x", [2, 3])
        #expect(x.transposed.shape == [3, 2])
        let difference = x.transposed.transposed - x
        #expect(try referenceEvaluate([difference], inputs: ["x": [1, 2, 3, 4, 5, 6]])[0].allSatisfy { $0 == 0 })
        _ = graph.input("vector", [3]).transposed
        #expect(graph.error?.description == "transpose of (3): takes a matrix")
    }
}
