import Kernels
import Testing

@Suite("Elementwise programs")
struct ElementwiseTests {
    @Test("Every operation gives the bits of its plain form", arguments: ElementwiseOperation.allCases)
    func matchesReference(operation: ElementwiseOperation) {
        // More than two blocks, so that block borders are crossed.
        let rowStride = 16 * 150
        var edges: [Float] = [0, -0.0, 1, -1, .infinity, -.infinity, .nan, 1e-40, 3e38, -3e38]
        edges += scrambled(rowStride - edges.count).map { $0 * 8 }
        let operands = [edges, Array(edges.reversed()), scrambled(rowStride, seed: 9)]
        var buffers = operands.map { values in
            let pointer = UnsafeMutablePointer<Float>.allocate(capacity: rowStride)
            pointer.initialize(from: values, count: rowStride)
            return pointer
        }
        var output = [UnsafeMutablePointer<Float>.allocate(capacity: rowStride)]
        defer { (buffers + output).forEach { $0.deallocate() } }
        let program = ElementwiseProgram(
            accesses: [.contiguous, .contiguous, .contiguous], outputs: 1, temporaries: 0,
            steps: [.init(operation, into: 3, 0, 1, 2)], rows: 1, rowStride: rowStride)
        program.run(operands: &buffers, outputs: &output)
        for i in 0..<rowStride {
            let expected = referenceElementwise(
                operation, operands[0][i], operands[1][i], operands[2][i])
            let same = output[0][i].bitPattern == expected.bitPattern || (output[0][i].isNaN && expected.isNaN)
            #expect(same, "\(operation)(\(operands[0][i]), \(operands[1][i])) = \(output[0][i]), not \(expected)")
        }
    }
}
