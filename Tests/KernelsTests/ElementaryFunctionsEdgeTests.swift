import Kernels
import Testing

/// Values that the documentation promises exactly.
@Suite struct ElementaryFunctionsEdgeTests {
    private static let tiny: [Float] = [0, -0.0, .leastNonzeroMagnitude, -0x1.8p-140, 0x1p-126, -0x1p-30]

    private func same(_ a: Float, _ b: Float) -> Bool {
        a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    }

    @Test func exponential() {
        #expect(Elementary.exp(0) == 1 && Elementary.exp(-0.0) == 1)
        #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(88.73) == .infinity)
        #expect(Elementary.exp(88.72) < .infinity)
        #expect(same(Elementary.exp(-.infinity), 0) && same(Elementary.exp(-103.98), 0))
        #expect(Elementary.exp(-103.97) == .leastNonzeroMagnitude)
        #expect(Elementary.exp(.nan).isNaN)
    }

    @Test func exponentialMinusOne() {
        for x in Self.tiny { #expect(same(Elementary.expMinusOne(x), x)) }
        #expect(Elementary.expMinusOne(-.infinity) == -1 && Elementary.expMinusOne(-1e30) == -1)
        #expect(Elementary.expMinusOne(.infinity) == .infinity)
        #expect(Elementary.expMinusOne(88.73) == .infinity)
        #expect(Elementary.expMinusOne(88.72) < .infinity)
        #expect(Elementary.expMinusOne(.nan).isNaN)
    }

    @Test func logarithm() {
        #expect(Elementary.log(0) == -.infinity && Elementary.log(-0.0) == -.infinity)
        #expect(same(Elementary.log(1), 0))
        #expect(Elementary.log(.infinity) == .infinity)
        #expect(Elementary.log(-.leastNonzeroMagnitude).isNaN && Elementary.log(-.infinity).isNaN)
        #expect(Elementary.log(.nan).isNaN)
    }

    @Test func logarithmOfOnePlus() {
        for x in Self.tiny { #expect(same(Elementary.log(onePlus: x), x)) }
        #expect(Elementary.log(onePlus: -1) == -.infinity)
        #expect(Elementary.log(onePlus: Float(-1).nextDown).isNaN)
        #expect(Elementary.log(onePlus: -.infinity).isNaN && Elementary.log(onePlus: .nan).isNaN)
        #expect(Elementary.log(onePlus: .infinity) == .infinity)
    }

    @Test func hyperbolicTangent() {
        for x in Self.tiny { #expect(same(Elementary.tanh(x), x)) }
        #expect(Elementary.tanh(9.02) == 1 && Elementary.tanh(-9.02) == -1)
        #expect(Elementary.tanh(.infinity) == 1 && Elementary.tanh(-.infinity) == -1)
        #expect(Elementary.tanh(.nan).isNaN)
        // An odd function, to the bit.
        for i in 0..<1000 {
            let x = Float(i) / 100
            #expect(same(Elementary.tanh(-x), -Elementary.tanh(x)))
        }
    }

    @Test func sigmoid() {
        #expect(Elementary.sigmoid(0) == 0.5 && Elementary.sigmoid(-0.0) == 0.5)
        #expect(Elementary.sigmoid(.infinity) == 1 && same(Elementary.sigmoid(-.infinity), 0))
        #expect(Elementary.sigmoid(-100) > 0)
        #expect(Elementary.sigmoid(.nan).isNaN)
    }

    @Test func softplus() {
        #expect(same(Elementary.softplus(-.infinity), 0))
        #expect(Elementary.softplus(.infinity) == .infinity)
        #expect(Elementary.softplus(30) == 30 && Elementary.softplus(-100) > 0)
        #expect(Elementary.softplus(.nan).isNaN)
    }

    @Test func lanesDoNotInfluenceEachOther() {
        let special: [Float] = [.nan, .infinity, -.infinity, 0, -1, 1e-40, 200, -200]
        for function in ElementaryFunction.all {
            for neighbour in special {
                var lanes = SIMD16<Float>(repeating: neighbour)
                lanes[7] = 0.3
                #expect(same(function.vector(lanes)[7], function.scalar(0.3)))
            }
        }
    }
}
