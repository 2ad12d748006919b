import Plotting
import Testing

struct ScaleTests {
    @Test func linearScaleIsProportional() {
        let scale = LinearScale(-2...6)
        #expect(scale.fraction(of: .number(-2)) == 0)
        #expect(scale.fraction(of: .number(0)) == 0.25)
        #expect(scale.fraction(of: .number(6)) == 1)
        #expect(scale.fraction(of: .number(8)) == 1.25)
        #expect(scale.bandwidth == 0)
    }

    @Test func missingValuesHaveNoPosition() {
        for value in [Value.number(.nan), .number(.infinity), .name("a")] {
            #expect(LinearScale(0...1).fraction(of: value) == nil)
            #expect(LogScale(1...10).fraction(of: value) == nil)
        }
        #expect(LogScale(1...10).fraction(of: .number(0)) == nil)
        #expect(LogScale(1...10).fraction(of: .number(-3)) == nil)
    }

    @Test func emptyDomainsAreWidened() {
        #expect(LinearScale(0...0).domain == -0.5...0.5)
        #expect(LinearScale(4...4).domain == 2...6)
        #expect(LogScale(6...6).domain == 2...18)
    }

    @Test func logScaleCountsDecades() throws {
        let scale = LogScale(0.1...1000)
        #expect(scale.fraction(of: .number(0.1)) == 0)
        #expect(scale.fraction(of: .number(1)) == 0.25)
        #expect(scale.fraction(of: .number(100)) == 0.75)
        let half = try #require(scale.fraction(of: .number(10)))
        #expect(half == 0.5)
    }

    @Test func bandsShareTheAxis() {
        let scale = BandScale(["a", "b", "a", "2"])
        #expect(scale.names == ["a", "b", "2"])
        #expect(scale.fraction(of: .name("b")) == 0.5)
        #expect(scale.fraction(of: .number(2)) == 2.5 / 3)
        #expect(scale.fraction(of: .name("c")) == nil)
        #expect(scale.bandwidth == 0.7 / 3)
    }
}
