import Plotting
import Testing

struct DecimalLogarithmTests {
    /// Values by mpmath 1.3 with 30 digits.
    @Test(arguments: [
        (2.0, 0.3010299956639811952137389),
        (0.5, -0.3010299956639811952137389),
        (3.0, 0.4771212547196624372950279),
        (7.25, 0.860338006570993696905369),
        (Double.leastNonzeroMagnitude, -323.3062153431158036595556),
        (1.7976931348623157e+308, 308.2547155599167438506523),
        (0.999999, -0.0000004342946990631259831242081),
        (1.000001, 0.0000004342942647204277295670412),
        (1.4142135623730951, 0.1505149978319906272944092),
        (1.4142135623730954, 0.1505149978319906954826583),
        (0.07, -1.154901959985743127959464),
        (123456.789, 5.091514977169270462670726),
        (6.02214076e+23, 23.77975090238511536768961),
    ])
    func agreesWithThirtyDigits(x: Double, expected: Double) {
        let error = (DecimalLogarithm.log10(x) - expected).magnitude
        #expect(error <= 4e-16 * max(1, expected.magnitude))
    }

    @Test func isExactForPowersOfTen() throws {
        for exponent in -300...300 {
            let power = try #require(Double("1e\(exponent)"))
            #expect(DecimalLogarithm.log10(power) == Double(exponent))
        }
    }

    @Test func hasNoValueWhereThereIsNoLogarithm() {
        for x in [0, -1, Double.nan, .infinity, -.infinity] { #expect(DecimalLogarithm.log10(x).isNaN) }
    }

    @Test func grows() {
        var generator = SmallGenerator(seed: 1)
        for _ in 0..<10_000 {
            let x = Double(bitPattern: generator.next() & 0x7FFF_FFFF_FFFF_FFFF)
            guard x.isFinite, x > 0, x.nextUp.isFinite else { continue }
            #expect(DecimalLogarithm.log10(x) <= DecimalLogarithm.log10(x.nextUp))
        }
    }
}
