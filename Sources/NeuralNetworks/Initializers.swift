import Autodiff
import RandomGenerators

/// PyTorch's default initial values: U(-1/√f, 1/√f), drawn in order of memory.
///
/// - Parameters:
///   - fanIn: f, the inputs of one output (for recurrent layers the hidden units).
///   - stateShape: ``Parameter/stateShape`` where it is another.
func uniformParameter(
    _ name: String, _ shape: Shape, stateShape: [Int]? = nil, fanIn: Int, generator: inout TorchGenerator
) -> Parameter {
    let bound = Float(1 / Double(fanIn).squareRoot())
    return Parameter(
        name: name, shape: shape, stateShape: stateShape,
        initialValues: generator.uniform(count: shape.count, from: -bound, to: bound))
}
