import Autodiff
import Testing

/// Numbers that are neither round nor regular, the same each time.
func scrambled(_ count: Int, seed: UInt32 = 1) -> [Float] {
    var state = seed &* 747_796_405 &+ 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Float(state >> 8) / Float(1 << 23) - 1
    }
}

/// Runs a traced function once by a program and once by the plain evaluation, and compares.
func checkProgram(
    _ shapes: [Shape], tolerance: Double = 2e-5, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (Graph, [Tensor]) -> [Tensor]
) throws {
    let graph = Graph()
    let inputs = shapes.enumerated().map { graph.input("x\($0.offset)", $0.element) }
    let outputs = body(graph, inputs)
    let program = try Program(graph, outputs: outputs)
    var values: [String: [Double]] = [:]
    for (index, input) in inputs.enumerated() {
        let numbers = scrambled(input.shape.count, seed: UInt32(index))
        program.buffer(input)?.values = numbers
        values["x\(index)"] = numbers.map(Double.init)
    }
    program.run()
    let expected = try referenceEvaluate(outputs, inputs: values)
    for (index, reference) in expected.enumerated() {
        let actual = program.output(index)
        #expect(actual.count == reference.count, sourceLocation: sourceLocation)
        for (a, b) in zip(actual, reference) {
            #expect(
                abs(Double(a) - b) <= tolerance * max(1, abs(b)), "output \(index): \(a), not \(b)",
                sourceLocation: sourceLocation)
        }
    }
}

/// Compares gradients with central differences of the plain evaluation, in double precision.
func checkGradients(
    _ shapes: [Shape], tolerance: Double = 1e-6, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: ([Tensor]) -> Tensor
) throws {
    let graph = Graph()
    let inputs = shapes.enumerated().map { graph.input("x\($0.offset)", $0.element) }
    let scalar = body(inputs)
    let gradients = gradients(of: scalar, withRespectTo: inputs)
    var values: [String: [Double]] = [:]
    for (index, input) in inputs.enumerated() {
        values["x\(index)"] = scrambled(input.shape.count, seed: UInt32(index) + 7).map(Double.init)
    }
    let exact = try referenceEvaluate(gradients, inputs: values)
    let step = 1e-5
    for index in inputs.indices {
        for element in 0..<inputs[index].shape.count {
            var moved = values
            moved["x\(index)"]![element] += step
            let above = try referenceEvaluate([scalar], inputs: moved)[0][0]
            moved["x\(index)"]![element] -= 2 * step
            let below = try referenceEvaluate([scalar], inputs: moved)[0][0]
            let difference = (above - below) / (2 * step)
            #expect(
                abs(difference - exact[index][element]) <= tolerance * max(1, abs(difference)),
                "input \(index) element \(element): \(exact[index][element]), not \(difference)",
                sourceLocation: sourceLocation)
        }
    }
}
