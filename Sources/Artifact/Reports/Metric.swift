/// What one replicate, such as a run, contributes: a number, or a curve of numbers.
public struct Replicate<Element> {
    public struct Point: Sendable {
        /// Its position on a curve, as in CSV files; empty for a single number.
        public let x: String
        public var value: Double
    }

    /// The run; for a contrast, the first of the runs compared.
    public let element: Element
    public let points: [Point]
}

/// A number that runs find, or a curve of numbers: a name for columns, a title with its unit, and how it is found.
///
///     static let accuracy = Metric("testAccuracy", "Test accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.testAccuracy)
///
///     accuracy.smoothed()       // the curves of Figure 7
///     accuracy.last             // accuracies after all steps
///     accuracy.last.contrast("l2-less-max", "L2 − max", across: pooling, within: seed) { try $0[.euclidean] - $0[.maximum] }
///
/// Transforms return a metric, so they can be chained in any order.
public struct Metric<Element>: Sendable {
    public let name: String
    public let title: String
    /// What its curve runs along; nil for a single number.
    public let along: Along?
    /// One replicate for each element or, for a contrast, for each set of elements compared.
    let replicates: @Sendable ([Element]) throws -> [Replicate<Element>]

    init(
        _ name: String, _ title: String, along: Along?, _ replicates: @escaping @Sendable ([Element]) throws -> [Replicate<Element>]
    ) {
        self.name = name
        self.title = title
        self.along = along
        self.replicates = replicates
    }

    /// A number.
    ///
    /// - Parameters:
    ///   - name: The column in CSV files.
    ///   - title: With the unit, as on an axis.
    public init(_ name: String, _ title: String, _ value: @escaping @Sendable (Element) -> Double) {
        self.init(name, title, along: nil) { elements in
            elements.map { Replicate(element: $0, points: [.init(x: "", value: value($0))]) }
        }
    }

    /// A curve.
    ///
    /// - Parameters:
    ///   - along: The column and the axis of x.
    ///   - points: An element's points in order.
    ///   - x: Where a point lies; a whole number or any other.
    ///   - y: The number there.
    public init<Point, X: Encodable>(
        _ name: String, _ title: String, along: Along, _ points: @escaping @Sendable (Element) -> [Point],
        x: @escaping @Sendable (Point) -> X, y: @escaping @Sendable (Point) -> Double
    ) {
        self.init(name, title, along: along) { elements in
            try elements.map { element in
                Replicate(
                    element: element, points: try points(element).map { .init(x: try fieldText(of: x($0), name: along.name), value: y($0)) }
                )
            }
        }
    }

    /// The numbers of elements, one for each replicate; of a curve, the last.
    public func values(_ elements: [Element]) throws -> [Double] { try replicates(elements).compactMap(\.points.last?.value) }

    /// The numbers as the sample that a claim is judged by; untested where there are no elements.
    ///
    /// - Parameter reason: Why there may be none.
    public func evidence(_ elements: [Element], untested reason: String) throws -> Evidence {
        elements.isEmpty ? .untested(reason) : .sample(try values(elements))
    }

    /// The same where there are always some.
    public func evidence(_ elements: [Element]) throws -> Evidence { try evidence(elements, untested: "there are no runs") }

    /// What sweeps show of an element: all its numbers.
    func measurements(_ element: Element) throws -> [Measurement] {
        try replicates([element]).flatMap { replicate in
            replicate.points.map { Measurement(title, $0.value, x: Double($0.x), along: along?.axis.label ?? "") }
        }
    }

    // MARK: Transforms

    /// The number at the end of a curve. Its title says so: `Test accuracy (%)` becomes `Test accuracy, end (%)`.
    public var last: Metric {
        let unit = title.firstRange(of: " (")?.lowerBound ?? title.endIndex
        return transformed(title: "\(title[..<unit]), end\(title[unit...])", along: nil) { points in
            points.last.map { [.init(x: "", value: $0.value)] } ?? []
        }
    }

    /// The curve after a Gaussian of standard deviation 1 point, cut off at 4, the ends reflected (SciPy's `gaussian_filter(x, 1)`).
    public func smoothed() -> Metric {
        transformed(title: title, along: along) { points in
            zip(points, gaussianSmoothed(points.map(\.value))).map { .init(x: $0.x, value: $1) }
        }
    }

    private func transformed(
        title: String, along: Along?, _ transform: @escaping @Sendable ([Replicate<Element>.Point]) -> [Replicate<Element>.Point]
    ) -> Metric {
        let replicates = replicates
        return Metric(name, title, along: along) { elements in
            try replicates(elements).map { Replicate(element: $0.element, points: transform($0.points)) }
        }
    }
}

/// See ``Metric/smoothed()``.
func gaussianSmoothed(_ values: [Double]) -> [Double] {
    // exp(-d²/2) for d = 0 to 4, written out so that no exponential function is needed.
    let kernel = [1, 0.6065306597126334, 0.1353352832366127, 0.011108996538242306, 0.00033546262790251185]
    let total = kernel[0] + 2 * kernel[1...].reduce(0, +)
    let count = values.count
    func reflected(_ index: Int) -> Double {
        let turn = ((index % (2 * count)) + 2 * count) % (2 * count)
        return values[turn < count ? turn : 2 * count - 1 - turn]
    }
    return values.indices.map { index in
        (-4...4).reduce(0) { $0 + kernel[abs($1)] / total * reflected(index + $1) }
    }
}
