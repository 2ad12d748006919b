import Foundation
import Plotting
import Testing

/// Numbers of any size are drawn, or left out; none stops the program, and no picture has a position that is no number.
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
                do {
                    let text = try figure.svg(name: "f")
                    let positions = text.matches(of: #/ (?:d|x|y|width|height|viewBox|data-frame)="([^"]*)"/#).map { $0.1.lowercased() }
                    #expect(
                        positions.count > 2 && positions.allSatisfy { !$0.contains("n") && !$0.contains("inf") }, "\(first), \(second)")
                    #expect(text.hasSuffix("</svg>\n") && XMLChecker.isWellFormed(text))
                } catch let error as PlottingError {
                    // Where labels of numbers leave no room, an error says so; there is room for usual numbers.
                    #expect(!Self.isUsual(first) || !Self.isUsual(second), "\(first), \(second): \(error)")
                }
            }
        }
    }

    private static func isUsual(_ number: Double) -> Bool { number == 0 || (1e-6...1e18).contains(number.magnitude) || !number.isFinite }
}
