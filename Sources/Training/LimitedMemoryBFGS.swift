/// Minimizes a smooth convex function: the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (J. Nocedal 1980;
/// J. Nocedal and S. Wright, Numerical Optimization, algorithms 7.4 and 7.5), with steps halved until the function falls as
/// Armijo's rule requires.
public struct LimitedMemoryBFGS: Hashable, Sendable {
    /// Pairs of steps and changes of the gradient that are remembered.
    public var memory: Int
    /// It ends where no component of the gradient is larger.
    public var tolerance: Double
    /// The most steps.
    public var iterations: Int

    public init(memory: Int = 20, tolerance: Double = 1e-5, iterations: Int = 1000) {
        (self.memory, self.tolerance, self.iterations) = (memory, tolerance, iterations)
    }

    /// - Parameter function: the value and the gradient at a point.
    /// - Returns: the point, and whether the tolerance was reached.
    public func minimize(
        from start: [Double], _ function: ([Double]) throws -> (value: Double, gradient: [Double])
    ) rethrows -> (point: [Double], isConverged: Bool) {
        var point = start
        var (value, gradient) = try function(point)
        var pairs: [(step: [Double], change: [Double], product: Double)] = []
        for _ in 0..<iterations {
            if Self.largest(gradient) <= tolerance { return (point, true) }
            let direction = Self.direction(gradient, pairs)
            let slope = Self.dot(direction, gradient)
            // The first step has no curvature to go by.
            var length = pairs.isEmpty ? min(1, 1 / Self.dot(gradient, gradient).squareRoot()) : 1
            var next: (point: [Double], value: Double, gradient: [Double])?
            for _ in 0..<40 {
                let candidate = zip(point, direction).map { $0 + length * $1 }
                let found = try function(candidate)
                if found.value <= value + 1e-4 * length * slope {
                    next = (candidate, found.value, found.gradient)
                    break
                }
                length /= 2
            }
            // Any further change is lost in rounding.
            guard let next else { break }
            let step = zip(next.point, point).map { $0 - $1 }
            let change = zip(next.gradient, gradient).map { $0 - $1 }
            let product = Self.dot(step, change)
            if product > 0 {
                pairs.append((step, change, product))
                if pairs.count > memory { pairs.removeFirst() }
            }
            (point, value, gradient) = next
        }
        return (point, Self.largest(gradient) <= tolerance)
    }

    /// Minus the inverse Hessian that the pairs suggest, times the gradient (algorithm 7.4).
    private static func direction(
        _ gradient: [Double], _ pairs: [(step: [Double], change: [Double], product: Double)]
    ) -> [Double] {
        var q = gradient
        var weights: [Double] = []
        for pair in pairs.reversed() {
            let weight = dot(pair.step, q) / pair.product
            weights.append(weight)
            for index in q.indices { q[index] -= weight * pair.change[index] }
        }
        if let last = pairs.last {
            let scale = last.product / dot(last.change, last.change)
            for index in q.indices { q[index] *= scale }
        }
        for (pair, weight) in zip(pairs, weights.reversed()) {
            let correction = weight - dot(pair.change, q) / pair.product
            for index in q.indices { q[index] += correction * pair.step[index] }
        }
        return q.map { -$0 }
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }

    private static func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, $1.magnitude) } }
}
