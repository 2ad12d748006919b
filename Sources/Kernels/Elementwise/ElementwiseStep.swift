/// The part of a chain that its steps go through one after the other.
struct ElementwiseBlock {
    /// What a slot's pointer points to.
    enum SlotKind: UInt8 {
        /// A float for each element.
        case vectors
        /// One float for all elements.
        case scalar
        /// What the row's offset is added to, for the floats of the row; a negative offset stands for zeros.
        case rows
        /// What the row's offset is added to, for the one float of the row.
        case rowScalars
    }

    let slots: UnsafePointer<UnsafeMutablePointer<Float>>
    let kinds: UnsafePointer<SlotKind>
    /// For slots with offsets, that of the block's first row.
    let rowOffsets: UnsafePointer<UnsafePointer<Int32>?>
    /// The number of rows where a slot has offsets.
    let rows: Int
    /// The number of floats, a multiple of 16.
    let count: Int
}

/// Performs one step over a block.
@inline(__always)
func perform(_ step: ElementwiseProgram.Step, _ block: ElementwiseBlock) {
    switch step.operation {
    case .copy: unary(step, block) { $0 }
    // Not 0 - x, which loses the sign of zero.
    case .negate: unary(step, block) { $0 * -1 }
    case .squareRoot: unary(step, block) { $0.squareRoot() }
    case .exp: function(step, block, Elementary.flushedExp(_:into:count:), { Elementary.flushedExp($0) })
    case .expMinusOne: function(step, block, Elementary.expMinusOne(_:into:count:), { Elementary.expMinusOne($0) })
    case .log: function(step, block, Elementary.log(_:into:count:), { Elementary.log($0) })
    case .tanh: function(step, block, Elementary.tanh(_:into:count:), { Elementary.tanh($0) })
    case .sigmoid: function(step, block, Elementary.flushedSigmoid(_:into:count:), { Elementary.flushedSigmoid($0) })
    case .softplus: function(step, block, Elementary.flushedSoftplus(_:into:count:), { Elementary.flushedSoftplus($0) })
    // NaN passes, as in PyTorch.
    case .relu: unary(step, block) { $0.replacing(with: 0, where: $0 .<= 0) }
    case .add: binary(step, block) { $0 + $1 }
    case .subtract: binary(step, block) { $0 - $1 }
    case .multiply: binary(step, block) { $0.flushedProduct($1) }
    case .divide: binary(step, block) { ($0 / $1).flushed }
    case .maximum:
        binary(step, block) { a, b in
            a.replacing(with: b, where: (b .> a) .| (b .!= b))
        }
    case .isGreater:
        binary(step, block) { Vector().replacing(with: 1, where: $0 .> $1) }
    case .isGreaterOrEqual:
        binary(step, block) { Vector().replacing(with: 1, where: $0 .>= $1) }
    case .passWherePositive:
        binary(step, block) { $0.replacing(with: 0, where: $1 .<= 0) }
    case .select: select(step, block)
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
    _ step: ElementwiseProgram.Step, _ block: ElementwiseBlock, _ body: (Vector) -> Vector
) {
    let a = block.slots[step.a]
    let destination = block.slots[step.destination]
    if block.kinds[step.a] == .scalar {
        let value = body(Vector(repeating: a[0]))
        forEachVector(block.count) { i in destination.store(value, at: i) }
    } else {
        forEachVector(block.count) { i in
            destination.store(body(a.vector(at: i)), at: i)
        }
    }
}

/// A function by its loop over whole buffers, or once where the operand is a scalar.
@inline(__always)
private func function(
    _ step: ElementwiseProgram.Step, _ block: ElementwiseBlock,
    _ loop: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void, _ one: (Float) -> Float
) {
    let destination = block.slots[step.destination]
    if block.kinds[step.a] == .scalar {
        let value = Vector(repeating: one(block.slots[step.a][0]))
        forEachVector(block.count) { i in destination.store(value, at: i) }
    } else {
        loop(block.slots[step.a], destination, block.count)
    }
}

@inline(__always)
private func binary(
    _ step: ElementwiseProgram.Step, _ block: ElementwiseBlock, _ body: (Vector, Vector) -> Vector
) {
    let a = block.slots[step.a]
    let b = block.slots[step.b]
    let destination = block.slots[step.destination]
    if block.kinds[step.a] == .scalar {
        let first = Vector(repeating: a[0])
        let isScalar = block.kinds[step.b] == .scalar
        forEachVector(block.count) { i in
            destination.store(
                body(first, isScalar ? Vector(repeating: b[0]) : b.vector(at: i)), at: i)
        }
        return
    }
    /// With the same second operand for `count` floats from `start` on.
    @inline(__always) func withScalar(_ value: Float, from start: Int, count: Int) {
        let second = Vector(repeating: value)
        forEachVector(count) { i in destination.store(body(a.vector(at: start &+ i), second), at: start &+ i) }
    }
    switch block.kinds[step.b] {
    case .vectors:
        forEachVector(block.count) { i in
            destination.store(body(a.vector(at: i), b.vector(at: i)), at: i)
        }
    case .scalar: withScalar(b[0], from: 0, count: block.count)
    case .rows:
        forEachRow(block, step.b) { offset, start, width in
            if offset < 0 { return withScalar(0, from: start, count: width) }
            let row = b + offset
            forEachVector(width) { i in
                destination.store(body(a.vector(at: start &+ i), row.vector(at: i)), at: start &+ i)
            }
        }
    case .rowScalars:
        forEachRow(block, step.b) { offset, start, width in
            withScalar(offset < 0 ? 0 : b[offset], from: start, count: width)
        }
    }
}

/// Calls `body` with a slot's offset for each row, the row's first float in the block, and the row's length.
@inline(__always)
private func forEachRow(_ block: ElementwiseBlock, _ slot: Int, _ body: (_ offset: Int, _ start: Int, _ width: Int) -> Void) {
    let width = block.count / block.rows
    let offsets = block.rowOffsets[slot]!
    for row in 0..<block.rows { body(Int(offsets[row]), row &* width, width) }
}

@inline(__always)
private func select(_ step: ElementwiseProgram.Step, _ block: ElementwiseBlock) {
    let slots = block.slots
    @inline(__always) func load(_ slot: Int, _ i: Int) -> Vector {
        block.kinds[slot] == .scalar ? Vector(repeating: slots[slot][0]) : slots[slot].vector(at: i)
    }
    let destination = block.slots[step.destination]
    forEachVector(block.count) { i in
        let condition = load(step.a, i)
        destination.store(
            load(step.c, i).replacing(with: load(step.b, i), where: condition .!= 0), at: i)
    }
}
