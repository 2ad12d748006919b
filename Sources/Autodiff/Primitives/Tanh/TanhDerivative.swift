import Foundation
import Kernels

/// Throws where the kernels do not know a derivative of tanh.
func requireTanhDerivative(_ derivative: Int) throws {
    try require(
        (0...highestTanhDerivative).contains(derivative),
        "derivatives of tanh are there up to number \(highestTanhDerivative)")
}

/// The derivatives of tanh as polynomials of t = tanh x.
func referenceTanhDerivative(_ derivative: Int, _ x: Double) -> Double {
    let t = Foundation.tanh(x)
    let s = 1 - t * t
    return switch derivative {
    case 0: t
    case 1: s
    case 2: -2 * t * s
    default: s * (6 * t * t - 2)
    }
}
