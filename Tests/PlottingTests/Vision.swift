import Foundation
import Plotting

/// How colours look to people with and without colour-vision deficiencies, and in print without colour.
enum Vision: CaseIterable {
    case normal, deuteranopia, protanopia

    /// On linear light: G. Machado et al., "A physiologically-based model for simulation of color vision deficiency"
    /// (2009), severity 1.
    private var matrix: [[Double]] {
        switch self {
        case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        }
    }

    private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { zip($0, vector).map(*).reduce(0, +) }
    }

    /// Lightness and the two colour coordinates of OKLab.
    private func seen(_ color: Color) -> [Double] {
        let light = [color.red, color.green, color.blue].map { channel in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let cones = Self.product(
            [
                [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ], Self.product(matrix, light).map { min(max($0, 0), 1) }
        ).map(cbrt)
        return Self.product(
            [
                [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ], cones)
    }

    /// The distance of two colours in OKLab.
    func distance(_ first: Color, _ second: Color) -> Double {
        zip(seen(first), seen(second)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    /// The difference of two colours in lightness, which is what grey keeps.
    static func greyDistance(_ first: Color, _ second: Color) -> Double {
        (Vision.normal.seen(first)[0] - Vision.normal.seen(second)[0]).magnitude
    }
}
