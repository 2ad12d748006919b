import Autodiff
import Testing

@Suite("Normalization")
struct NormalizationTests {
    @Test("Programs equal the plain meaning, for rows shorter and longer than a vector", arguments: [3, 16, 40])
    func program(columns: Int) throws {
        try checkProgram([[5, columns]]) { _, x in [x[0].normalizedColumns, (x[0] * 3).normalizedColumns + 1] }
    }

    @Test("First and second derivatives equal central differences")
    func derivatives() throws {
        func value(_ x: [Tensor]) -> Tensor { (exp(x[0].normalizedColumns) * x[1]).sum() }
        try checkGradients([[3, 2], [3, 2]], value)
        try checkGradients([[3, 2], [3, 2]], tolerance: 1e-5) { x in
            gradients(of: value(x), withRespectTo: x).map { ($0 * $0).sum() }.reduce(x[0].sum(), +)
        }
    }

    @Test("Columns of zeros stay, their gradients are finite; what is no matrix is refused")
    func edges() throws {
        let graph = Graph()
        let x = graph.input("x", [2, 3])
        let y = x.normalizedColumns
        let program = try Program(graph, outputs: [y] + gradients(of: y.sum(), withRespectTo: [x]))
        program.buffer(x)!.values = [3, 0, .nan, 4, 0, 1]
        program.run()
        #expect(Array(program.output(0)[..<2]) == [0.6, 0] && Array(program.output(0)[3..<5]) == [0.8, 0])
        #expect(program.output(0)[2].isNaN && program.output(0)[5].isNaN)
        #expect(program.output(1)[1] == 1e12 && program.output(1)[4] == 1e12)
        _ = graph.input("vector", [3]).normalizedColumns
        #expect(graph.error?.description == "normalization of columns of (3): takes a matrix")
    }
}
