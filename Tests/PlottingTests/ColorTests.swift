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

    @Test func sevenColoursStayApartForTheColourBlind() {
        let colors = HouseStyle().palette.prefix(7)
        for vision in Vision.allCases {
            for (index, first) in colors.enumerated() {
                for second in colors.dropFirst(index + 1) {
                    #expect(vision.distance(first, second) >= 0.09, "\(first.hex) \(second.hex) \(vision)")
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
