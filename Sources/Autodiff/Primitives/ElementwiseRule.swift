import Foundation
import Kernels

/// What an elementwise operation means and how gradients pass it, a line or two each.
struct ElementwiseRule {
    /// One element in double precision, from those of the operands.
    let reference: ([Double]) -> Double
    /// From the gradient `g` of the result `y` to those of the operands `x`.
    let gradients: (_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?]
    /// Whether keeping the value costs less than computing it again.
    let isCostly: Bool

    init(_ operation: ElementwiseOperation) {
        self =
            switch operation {
            case .copy: Self({ $0[0] }) { _, _, g in [g] }
            case .negate: Self({ -$0[0] }) { _, _, g in [-g] }
            case .squareRoot: Self({ $0[0].squareRoot() }) { y, _, g in [g * 0.5 / y] }
            case .exp: Self({ Foundation.exp($0[0]) }, isCostly: true) { y, _, g in [g * y] }
            case .expMinusOne: Self({ Foundation.expm1($0[0]) }, isCostly: true) { y, _, g in [g * (y + 1)] }
            case .log: Self({ Foundation.log($0[0]) }, isCostly: true) { _, x, g in [g / x[0]] }
            case .tanh: Self({ Foundation.tanh($0[0]) }, isCostly: true) { y, _, g in [g * (1 - y * y)] }
            case .sigmoid: Self({ 1 / (1 + Foundation.exp(-$0[0])) }, isCostly: true) { y, _, g in [g * (y * (1 - y))] }
            case .softplus:
                Self({ max($0[0], 0) + Foundation.log1p(Foundation.exp(-abs($0[0]))) }, isCostly: true) { _, x, g in
                    [g * sigmoid(x[0])]
                }
            case .relu: Self({ max($0[0], 0) }) { y, _, g in [g.elementwise(.passWherePositive, y)] }
            case .add: Self({ $0[0] + $0[1] }) { _, _, g in [g, g] }
            case .subtract: Self({ $0[0] - $0[1] }) { _, _, g in [g, -g] }
            case .multiply: Self({ $0[0] * $0[1] }) { _, x, g in [g * x[1], g * x[0]] }
            case .divide: Self({ $0[0] / $0[1] }) { y, x, g in [g / x[1], -(g * y / x[1])] }
            case .maximum:
                Self({ max($0[0], $0[1]) }) { _, x, g in
                    [
                        select(where: isGreaterOrEqual(x[0], x[1]), g, g.filled(0)),
                        select(where: isGreater(x[1], x[0]), g, g.filled(0)),
                    ]
                }
            case .isGreater: Self({ $0[0] > $0[1] ? 1 : 0 }) { _, _, _ in [nil, nil] }
            case .isGreaterOrEqual: Self({ $0[0] >= $0[1] ? 1 : 0 }) { _, _, _ in [nil, nil] }
            case .passWherePositive:
                Self({ $0[1] > 0 ? $0[0] : 0 }) { _, x, g in [g.elementwise(.passWherePositive, x[1]), nil] }
            case .select:
                Self({ $0[0] != 0 ? $0[1] : $0[2] }) { _, x, g in
                    [nil, select(where: x[0], g, g.filled(0)), select(where: x[0], g.filled(0), g)]
                }
            }
    }

    private init(
        _ reference: @escaping ([Double]) -> Double, isCostly: Bool = false,
        gradients: @escaping (_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?]
    ) {
        self.reference = reference
        self.gradients = gradients
        self.isCostly = isCostly
    }
}
