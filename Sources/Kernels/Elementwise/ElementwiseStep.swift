/// Performs one step over a block of `count` floats, a multiple of 16.
@inline(__always)
func perform(
    _ step: ElementwiseProgram.Step, _ slots: UnsafePointer<UnsafeMutablePointer<Float>>,
    _ scalars: UnsafePointer<Bool>, count: Int
) {
    switch step.operation {
    case .copy: unary(step, slots, scalars, count) { $0 }
    // Not 0 - x, which loses the sign of zero.
    case .negate: unary(step, slots, scalars, count) { $0 * -1 }
    case .squareRoot: unary(step, slots, scalars, count) { $0.squareRoot() }
    case .exp: function(step, slots, scalars, count, Elementary.flushedExp(_:into:count:), { Elementary.flushedExp($0) })
    case .expMinusOne: function(step, slots, scalars, count, Elementary.expMinusOne(_:into:count:), { Elementary.expMinusOne($0) })
    case .log: function(step, slots, scalars, count, Elementary.log(_:into:count:), { Elementary.log($0) })
    case .tanh: function(step, slots, scalars, count, Elementary.tanh(_:into:count:), { Elementary.tanh($0) })
    case .sigmoid: function(step, slots, scalars, count, Elementary.flushedSigmoid(_:into:count:), { Elementary.flushedSigmoid($0) })
    case .softplus: function(step, slots, scalars, count, Elementary.flushedSoftplus(_:into:count:), { Elementary.flushedSoftplus($0) })
    // NaN passes, as in PyTorch.
    case .relu: unary(step, slots, scalars, count) { $0.replacing(with: 0, where: $0 .<= 0) }
    case .add: binary(step, slots, scalars, count) { $0 + $1 }
    case .subtract: binary(step, slots, scalars, count) { $0 - $1 }
    case .multiply: binary(step, slots, scalars, count) { $0.flushedProduct($1) }
    case .divide: binary(step, slots, scalars, count) { ($0 / $1).flushed }
    case .maximum:
        binary(step, slots, scalars, count) { a, b in
            a.replacing(with: b, where: (b .> a) .| (b .!= b))
        }
    case .isGreater:
        binary(step, slots, scalars, count) { Vector().replacing(with: 1, where: $0 .> $1) }
    case .isGreaterOrEqual:
        binary(step, slots, scalars, count) { Vector().replacing(with: 1, where: $0 .>= $1) }
    case .passWherePositive:
        binary(step, slots, scalars, count) { $0.replacing(with: 0, where: $1 .<= 0) }
    case .select: select(step, slots, scalars, count)
    }
}

/// One element of a step, the plain form that tests compare with the vector loops.
public func referenceElementwise(
    _ operation: ElementwiseOperation, _ a: Float, _ b: Float = 0, _ c: Float = 0
) -> Float {
    switch operation {
    case .copy: a
    case .negate: -a
    case .squareRoot: a.squareRoot()
    case .exp: Elementary.exp(a).flushed
    case .expMinusOne: Elementary.expMinusOne(a)
    case .log: Elementary.log(a)
    case .tanh: Elementary.tanh(a)
    case .sigmoid: Elementary.sigmoid(a).flushed
    case .softplus: Elementary.softplus(a).flushed
    case .relu: a <= 0 ? 0 : a
    case .add: a + b
    case .subtract: a - b
    case .multiply: a.flushedProduct(b)
    case .divide: (a / b).flushed
    case .maximum: b > a || b.isNaN ? b : a
    case .isGreater: a > b ? 1 : 0
    case .isGreaterOrEqual: a >= b ? 1 : 0
    case .passWherePositive: b <= 0 ? 0 : a
    case .select: a != 0 ? b : c
    }
}

@inline(__always)
private func unary(
    _ step: ElementwiseProgram.Step, _ slots: UnsafePointer<UnsafeMutablePointer<Float>>,
    _ scalars: UnsafePointer<Bool>, _ count: Int, _ body: (Vector) -> Vector
) {
    let a = slots[step.a]
    let destination = slots[step.destination]
    if scalars[step.a] {
        let value = body(Vector(repeating: a[0]))
        forEachVector(count) { i in destination.store(value, at: i) }
    } else {
        forEachVector(count) { i in
            destination.store(body(a.vector(at: i)), at: i)
        }
    }
}

/// A function by its loop over whole buffers, or once where the operand is a scalar.
@inline(__always)
private func function(
    _ step: ElementwiseProgram.Step, _ slots: UnsafePointer<UnsafeMutablePointer<Float>>,
    _ scalars: UnsafePointer<Bool>, _ count: Int,
    _ loop: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void, _ one: (Float) -> Float
) {
    let destination = slots[step.destination]
    if scalars[step.a] {
        let value = Vector(repeating: one(slots[step.a][0]))
        forEachVector(count) { i in destination.store(value, at: i) }
    } else {
        loop(slots[step.a], destination, count)
    }
}

@inline(__always)
private func binary(
    _ step: ElementwiseProgram.Step, _ slots: UnsafePointer<UnsafeMutablePointer<Float>>,
    _ scalars: UnsafePointer<Bool>, _ count: Int, _ body: (Vector, Vector) -> Vector
) {
    let a = slots[step.a]
    let b = slots[step.b]
    let destination = slots[step.destination]
    if scalars[step.a] {
        let first = Vector(repeating: a[0])
        let isScalar = scalars[step.b]
        forEachVector(count) { i in
            destination.store(
                body(first, isScalar ? Vector(repeating: b[0]) : b.vector(at: i)), at: i)
        }
    } else if scalars[step.b] {
        let second = Vector(repeating: b[0])
        forEachVector(count) { i in
            destination.store(body(a.vector(at: i), second), at: i)
        }
    } else {
        forEachVector(count) { i in
            destination.store(body(a.vector(at: i), b.vector(at: i)), at: i)
        }
    }
}

@inline(__always)
private func select(
    _ step: ElementwiseProgram.Step, _ slots: UnsafePointer<UnsafeMutablePointer<Float>>,
    _ scalars: UnsafePointer<Bool>, _ count: Int
) {
    @inline(__always) func load(_ slot: Int, _ i: Int) -> Vector {
        scalars[slot] ? Vector(repeating: slots[slot][0]) : slots[slot].vector(at: i)
    }
    let destination = slots[step.destination]
    forEachVector(count) { i in
        let condition = load(step.a, i)
        destination.store(
            load(step.c, i).replacing(with: load(step.b, i), where: condition .!= 0), at: i)
    }
}
