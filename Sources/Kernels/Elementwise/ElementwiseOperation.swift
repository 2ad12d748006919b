/// What can happen to each element on its own.
///
/// Comparisons give 1 or 0. `a`, `b` and `c` are the operands in order.
public enum ElementwiseOperation: UInt8, Hashable, Sendable, CaseIterable {
    // One operand.
    case copy, negate, squareRoot, exp, expMinusOne, log, tanh, sigmoid, softplus, relu
    // Two operands.
    case add, subtract, multiply, divide
    /// The larger one; `a` where they are equal.
    case maximum
    case isGreater, isGreaterOrEqual
    /// `b > 0 ? a : 0`, the gradient of relu.
    case passWherePositive
    // Three operands.
    /// `a != 0 ? b : c`.
    case select

    /// The number of operands.
    public var operandCount: Int {
        switch self {
        case .copy, .negate, .squareRoot, .exp, .expMinusOne, .log, .tanh, .sigmoid, .softplus, .relu: 1
        case .add, .subtract, .multiply, .divide, .maximum, .isGreater, .isGreaterOrEqual,
            .passWherePositive:
            2
        case .select: 3
        }
    }
}
