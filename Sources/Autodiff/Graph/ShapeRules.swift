import Kernels

/// The shape that each primitive gives, or why it can't.
func shape(of primitive: Primitive, _ operands: [Shape]) throws -> Shape {
    func check(_ condition: Bool, _ reason: @autoclosure () -> String) throws {
        if !condition { throw GraphError(primitive, operands, reason()) }
    }
    func checkCount(_ count: Int) throws {
        try check(operands.count == count, "takes \(count) operands, not \(operands.count)")
    }

    switch primitive {
    case .input:
        throw GraphError("an input's shape is given, not derived")
    case .constant:
        try checkCount(0)
        return []
    case .elementwise(let operation):
        try checkCount(operation.operandCount)
        try check(operands.allSatisfy { $0 == operands[0] }, "the shapes must be equal")
        return operands[0]
    case .broadcast(let shape, let axes):
        try checkCount(1)
        try check(axes.count == operands[0].rank, "each axis of the operand needs a place")
        try check(
            zip(axes, axes.dropFirst()).allSatisfy { $0 < $1 }, "the axes must be in ascending order")
        for (axis, place) in axes.enumerated() {
            try check(
                shape.dimensions.indices.contains(place) && shape[place] == operands[0][axis],
                "axis \(axis) does not fit axis \(place) of the result")
        }
        return shape
    case .reduce(_, let axes):
        try checkCount(1)
        try check(
            Set(axes).count == axes.count && axes.allSatisfy(operands[0].dimensions.indices.contains),
            "the axes must be different ones of the operand")
        return Shape(operands[0].dimensions.enumerated().filter { !axes.contains($0.offset) }.map(\.element))
    case .reshape(let shape):
        try checkCount(1)
        try check(shape.count == operands[0].count, "\(shape) has another number of elements")
        return shape
    case .slice(let axis, let start, let stride, let count):
        try checkCount(1)
        try check(axis >= 0 && axis < operands[0].rank - 1, "only axes before the last can be sliced")
        try check(
            start >= 0 && stride > 0 && count > 0 && start + (count - 1) * stride < operands[0][axis],
            "the slice leaves the axis")
        return operands[0].replacing(axis: axis, with: count)
    case .pad(let axis, let start, let stride, let size):
        try checkCount(1)
        try check(axis >= 0 && axis < operands[0].rank - 1, "only axes before the last can be padded")
        try check(
            start >= 0 && stride > 0 && start + (operands[0][axis] - 1) * stride < size,
            "the operand leaves the axis")
        return operands[0].replacing(axis: axis, with: size)
    case .concatenate:
        try check(!operands.isEmpty, "takes at least one operand")
        try check(
            operands.allSatisfy { $0.rank >= 2 && $0.dimensions.dropFirst() == operands[0].dimensions.dropFirst() },
            "all axes but the first must agree, and there must be at least two")
        return operands[0].replacing(axis: 0, with: operands.reduce(0) { $0 + $1[0] })
    case .transpose:
        try checkCount(1)
        try check(operands[0].rank == 2, "takes a matrix")
        return [operands[0][1], operands[0][0]]
    case .product(let transposesLeft):
        try checkCount(2)
        try check(operands.allSatisfy { $0.rank == 2 }, "takes two matrices")
        let (left, right) = (operands[0], operands[1])
        try check(left[transposesLeft ? 0 : 1] == right[0], "the inner sizes differ")
        return [left[transposesLeft ? 1 : 0], right[1]]
    case .convolution(let geometry):
        try checkCount(2)
        let (input, weight) = (operands[0], operands[1])
        try checkSpatial(input, geometry.input)
        try check(
            weight.rank == 2 && weight[1] == input[0] * geometry.taps,
            "the weight must be (outputs, \(input[0]) channels · \(geometry.taps) taps)")
        return Shape([weight[0]] + geometry.output + [input.columns])
    case .convolutionInputGradient(let geometry):
        try checkCount(2)
        let (gradient, weight) = (operands[0], operands[1])
        try checkSpatial(gradient, geometry.output)
        try check(
            weight.rank == 2 && weight[0] == gradient[0] && weight[1] % geometry.taps == 0,
            "the weight must be (\(gradient[0]), inputs · \(geometry.taps) taps)")
        return Shape([weight[1] / geometry.taps] + geometry.input + [gradient.columns])
    case .convolutionWeightGradient(let geometry):
        try checkCount(2)
        let (input, gradient) = (operands[0], operands[1])
        try checkSpatial(input, geometry.input)
        try checkSpatial(gradient, geometry.output)
        try check(input.columns == gradient.columns, "the batches differ")
        return [gradient[0], input[0] * geometry.taps]
    case .tanhMixture(let derivative):
        try checkCount(4)
        try checkDerivative(derivative)
        try check(
            operands[1].rank == 1 && operands[1] == operands[2] && operands[1] == operands[3],
            "weights, biases and amplitudes must be vectors of one length")
        return operands[0]
    case .tanhMoments(let derivative):
        try checkCount(4)
        try checkDerivative(derivative)
        try check(operands[0] == operands[1], "the factors and x must have equal shapes")
        try check(
            operands[2].rank == 1 && operands[2] == operands[3],
            "weights and biases must be vectors of one length")
        return operands[2]
    case .sparseProduct(let pattern, let transposed):
        try checkCount(2)
        try check(operands[0] == [pattern.count], "the values must be (\(pattern.count))")
        try check(
            operands[1].rank == 2 && operands[1][0] == (transposed ? pattern.rows : pattern.columns),
            "the inner sizes differ")
        return [transposed ? pattern.columns : pattern.rows, operands[1][1]]
    case .sampledProduct(let pattern):
        try checkCount(2)
        try check(
            operands.allSatisfy { $0.rank == 2 } && operands[0][0] == pattern.rows
                && operands[1][0] == pattern.columns && operands[0][1] == operands[1][1],
            "the operands must be (\(pattern.rows), N) and (\(pattern.columns), N)")
        return [pattern.count]
    case .stopGradient:
        try checkCount(1)
        return operands[0]
    }

    func checkDerivative(_ derivative: Int) throws {
        try check(
            (0...highestTanhDerivative).contains(derivative),
            "derivatives of tanh are there up to number \(highestTanhDerivative)")
    }

    func checkSpatial(_ shape: Shape, _ spatial: [Int]) throws {
        try check(
            shape.rank == spatial.count + 2 && Array(shape.dimensions.dropFirst().dropLast()) == spatial,
            "\(shape) does not have spatial axes \(spatial)")
    }
}
