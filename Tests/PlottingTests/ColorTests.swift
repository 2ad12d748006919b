import Foundation
import Plotting
import Testing

struct ColorTests {
    @Test func luminanceFollowsTheStandard() {
        #expect(Color.white.luminance == 1)
        #expect(Color.black.contrastOnWhite == 21)
        // WCAG 2: (0.2126 * R + ...) for pure channels, and mid grey 0x80 = 0.21586.
        #expect((Color(0xFF0000).luminance - 0.2126).magnitude < 1e-12)
        #expect((Color(0x808080).luminance - 0.2158605).magnitude < 1e-6)
    }

    @Test func textColoursAreLegible() {
        for color in HouseStyle().palette { #expect(color.legible.contrastOnWhite >= 4.5) }
    }

    @Test func linesOfTheMainPaletteStandOutOnWhite() {
        // WCAG asks for a contrast of 3 for graphics; sky blue and orange lie below and rely on dashes.
        for color in HouseStyle().palette.prefix(4) { #expect(color.contrastOnWhite >= 3) }
    }

    @Test(arguments: [ColorRamp.sequential, .grey, .reversedGrey])
    func rampsChangeLightnessInOneDirection(ramp: ColorRamp) {
        let light = (0...64).map { ramp(Double($0) / 64).luminance }
        let steps = zip(light, light.dropFirst()).map { $1 - $0 }
        // Two neighbours may be the same dark grey once channels have eight bits.
        #expect(steps.allSatisfy { $0 >= 0 } || steps.allSatisfy { $0 <= 0 })
        #expect((light[64] - light[0]).magnitude > 0.4)
    }

    /// Linear light as people without green (first) or red cones (second) see it: G. Machado et al., "A
    /// physiologically-based model for simulation of color vision deficiency" (2009), severity 1.
    private static let visions: [[[Double]]] = [
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    ]

    private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { zip($0, vector).map(*).reduce(0, +) }
    }

    /// Coordinates in OKLab of a colour under a kind of vision.
    private func seen(_ color: Color, _ vision: [[Double]]) -> [Double] {
        let light = [color.red, color.green, color.blue].map { channel in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let cones = product(
            [
                [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ], product(vision, light).map { min(max($0, 0), 1) }
        ).map(cbrt)
        return product(
            [
                [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ], cones)
    }

    @Test func sevenColoursStayApartForTheColourBlind() {
        let colors = HouseStyle().palette.prefix(7)
        for vision in Self.visions {
            for (index, first) in colors.enumerated() {
                for second in colors.dropFirst(index + 1) {
                    let distance = zip(seen(first, vision), seen(second, vision)).map { ($0 - $1) * ($0 - $1) }
                    #expect(distance.reduce(0, +).squareRoot() >= 0.09, "\(first.hex) \(second.hex)")
                }
            }
        }
    }

    @Test func rampsEndWhereTheyShould() {
        #expect(ColorRamp.grey(0) == .white)
        #expect(ColorRamp.grey(1) == .black)
        #expect(ColorRamp.sequential(-3) == ColorRamp.sequential(0))
        #expect(ColorRamp.sequential(7) == ColorRamp.sequential(1))
        #expect(ColorRamp.diverging(0.5).hex == "#eeeeee")
    }

    @Test func seriesDifferInMoreThanColour() {
        let style = HouseStyle()
        let looks = (0..<style.palette.count).map(style.series)
        #expect(Set(looks.map(\.color)).count == looks.count)
        #expect(Set(looks.map(\.dash)).count == looks.count)
    }
}
