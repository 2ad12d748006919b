import Autodiff
import NeuralNetworks
import Testing

@Suite struct PiecewiseLinearTests {
    /// Falls, is level, then rises steeply; knots at unequal distances.
    private static let function = PiecewiseLinear(knots: [-2, -1, 1, 1.5], values: [3, 0.5, 0.5, 4])

    private func evaluate(_ x: [Float]) throws -> (values: [Float], slopes: [Float]) {
        let graph = Graph()
        let input = graph.input("x", [x.count])
        let y = Self.function(input)
        let program = try Program(graph, outputs: [y] + gradients(of: y.sum(), withRespectTo: [input]))
        program.buffer(input)!.values = x
        program.run()
        return (program.output(0), program.output(1))
    }

    @Test func theSlopesAreThoseBetweenKnots() {
        #expect(Self.function.slopes == [-2.5, 0, 7])
    }

    @Test func linesJoinTheKnotsAndGoOnBeyondThem() throws {
        let x: [Float] = [-4, -2, -1.5, -1, 0, 1, 1.25, 1.5, 3]
        let expected: [Float] = [8, 3, 1.75, 0.5, 0.5, 0.5, 2.25, 4, 14.5]
        for (actual, value) in zip(try evaluate(x).values, expected) { #expect(abs(actual - value) < 2e-6) }
    }

    @Test func theGradientIsTheSlopeAndAtAKnotThatOnTheLeft() throws {
        let x: [Float] = [-4, -2, -1.5, -1, 0, 1, 1.25, 1.5, 3]
        let expected: [Float] = [-2.5, -2.5, -2.5, -2.5, 0, 0, 7, 7, 7]
        for (actual, value) in zip(try evaluate(x).slopes, expected) { #expect(abs(actual - value) < 1e-5) }
    }
}
