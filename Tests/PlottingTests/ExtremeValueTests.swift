import Foundation
import Plotting
import Testing

/// Numbers of any size are drawn, or left out; none stops the program.
@Suite struct ExtremeValueTests {
    private static let numbers: [Double] = [
        0, -0.0, 1, 1 + .ulpOfOne, 4.9e-324, 1e-320, -1e-310, 1e-100, 1e100, -1e100, 1.01e100, 1e300, -.greatestFiniteMagnitude,
        .greatestFiniteMagnitude, .nan, .infinity, -.infinity, 1e15, 1e15 + 1, 9.3e18, -1e18, 2.5,
    ]

    @Test(arguments: [false, true], [false, true]) func everyPair(isLogX: Bool, isLogY: Bool) throws {
        let axis = { (isLog: Bool, name: String) -> Axis in isLog ? .log(name) : .linear(name) }
        for first in Self.numbers {
            for second in Self.numbers {
                let (x, y) = ([first, second, 3], [second, first, 4])
                let figure = Figure(height: 60) {
                    Plot(x: axis(isLogX, "x"), y: axis(isLogY, "y")) {
                        Band(x: x, low: y, high: x)
                        Line(x: x, y: y, series: "a", markers: true)
                        Dot(x: x, y: y, series: "b")
                        Rule(y: first, label: "c")
                    }
                }
                do { _ = try figure.svg(name: "f") } catch is PlottingError {}
            }
        }
    }
}
