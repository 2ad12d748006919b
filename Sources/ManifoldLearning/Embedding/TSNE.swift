import Kernels
import RandomGenerators

/// t-distributed stochastic neighbour embedding: points in the plane that are near each other where the points of a
/// space are.
///
/// Minimizes the divergence between ``Affinities`` p(i, j) of the points and q(i, j) of the plane, proportional to
/// 1 / (1 + |yi - yj|^2), by gradient descent with momentum and gains, from the first two principal components. The
/// defaults are those of openTSNE 1.0. Source: van der Maaten and Hinton (2008).
public struct TSNE: Sendable, Hashable, Codable {
    /// Effective number of neighbours, at least 1 and at most a third of the points.
    public var perplexity = 30.0
    /// Steps altogether. The first third of them, as 250 of 750, attract ``earlyExaggeration`` times as much.
    public var iterations = 750
    /// The learning rate is N divided by this in the first third, N afterwards.
    public var earlyExaggeration = 12.0
    public var momentum = 0.8
    /// Seed of the noise, a hundredth of the spread, that separates points which start at one point.
    public var seed: UInt32 = 42
    /// How repulsion is computed.
    public var repulsion = RepulsionMethod.automatic

    /// Exact repulsion takes N^2 terms an iteration, the tree's N log N.
    public enum RepulsionMethod: Sendable, Hashable, Codable {
        /// Exact up to 6000 points, beyond that the tree at an angle of 0.4.
        case automatic
        case exact
        /// Squares are taken as a whole that appear smaller than this.
        case tree(angle: Float)
    }

    public init() {}

    /// Where the points are, and how good that is.
    public struct Embedding: Sendable {
        /// Row by row.  // (N, 2)
        public let coordinates: [Float]
        /// Exact divergence over the pairs of the 3 x perplexity nearest neighbours.
        public let divergence: Double
    }

    /// Neighbours that affinities are computed from: three times the perplexity, rounded down, as far as there are.
    public func neighbors(count: Int) -> Int { min(Int(3 * perplexity), count - 1) }

    /// What is wrong with the options, for so many points; nil if nothing is.
    public func problem(count: Int) -> ManifoldError? {
        if !(perplexity >= 1 && perplexity <= 1000) {
            return ManifoldError("perplexity \(perplexity): expected a number from 1 to 1000")
        }
        if iterations < 0 || iterations > 1_000_000 {
            return ManifoldError("iterations \(iterations): expected a number from 0 to 1000000")
        }
        if Double(count) < 3 * perplexity {
            return ManifoldError(
                "perplexity \(perplexity): needs three times as many points, found \(count); "
                    + (count < 3 ? "give at least 3 points" : "a perplexity of at most \(count / 3) would do"))
        }
        return nil
    }

    /// Embeds points.
    /// - Parameters:
    ///   - threads: Never changes the result.
    ///   - report: Called after each iteration with the part that is done.
    public func embed(_ points: Points, threads: Int = 1, report: (Double) -> Void = { _ in }) throws(ManifoldError)
        -> Embedding
    {
        if let problem = problem(count: points.count) { throw problem }
        let nearest = NearestNeighbors(points, neighbors: neighbors(count: points.count), threads: threads)
        return try embed(points, nearest, threads: threads, report: report)
    }

    /// Embeds points whose ``neighbors(count:)`` nearest neighbours are known.
    public func embed(
        _ points: Points, _ nearest: NearestNeighbors, threads: Int = 1, report: (Double) -> Void = { _ in }
    ) throws(ManifoldError) -> Embedding {
        if let problem = problem(count: points.count) { throw problem }
        precondition(
            nearest.count == points.count && nearest.neighbors == neighbors(count: points.count),
            "\(nearest.neighbors) neighbours of \(nearest.count) points")
        let affinities = Affinities(nearest, perplexity: perplexity, threads: threads)
        let layout = start(points, threads: threads)
        let descent = GradientDescent(affinities, repulsion: Self.repulsion(repulsion, count: points.count))
        let early = iterations / 3
        for iteration in 0..<iterations {
            let exaggeration = iteration < early ? earlyExaggeration : 1
            descent.step(
                layout, exaggeration: Float(exaggeration), learningRate: Float(Double(points.count) / exaggeration),
                momentum: Float(momentum), threads: threads)
            report(Double(iteration + 1) / Double(iterations))
        }
        return Embedding(
            coordinates: (0..<points.count).flatMap { [layout.x[$0], layout.y[$0]] },
            divergence: ManifoldLearning.divergence(affinities, layout, threads: threads))
    }

    /// What repels the points of a layout, before the division by Z: the sum over the others of q^2 (yi - yj) for each,
    /// with q = 1 / (1 + |yi - yj|^2), and Z, the sum of q over all ordered pairs.
    /// - Parameter coordinates: Row by row.  // (N, 2)
    /// - Returns: `forces` row by row, (N, 2); `total` is Z.
    public static func repulsion(at coordinates: [Float], _ method: RepulsionMethod, threads: Int = 1)
        -> (forces: [Float], total: Double)
    {
        let layout = Layout(count: coordinates.count / 2)
        let (x, y) = (VectorBuffer(count: layout.x.count), VectorBuffer(count: layout.x.count))
        for i in 0..<layout.count { (layout.x[i], layout.y[i]) = (coordinates[2 * i], coordinates[2 * i + 1]) }
        let total = repulsion(method, count: layout.count).evaluate(layout, into: x, y, threads: threads)
        return ((0..<layout.count).flatMap { [x[$0], y[$0]] }, total)
    }

    private static func repulsion(_ method: RepulsionMethod, count: Int) -> any Repulsion {
        switch method {
        case .exact: ExactRepulsion(count: count)
        case .tree(let angle): TreeRepulsion(count: count, angle: angle)
        case .automatic: count <= 6000 ? ExactRepulsion(count: count) : TreeRepulsion(count: count, angle: 0.4)
        }
    }

    /// The first two principal components, scaled to a standard deviation of 1e-4 of the first, with noise of 1e-6.
    private func start(_ points: Points, threads: Int) -> Layout {
        let components = PrincipalComponents(points, components: 2, threads: threads)
        let layout = Layout(count: points.count)
        let deviation = components.variances[0].squareRoot()
        let scale = deviation > 0 ? 1e-4 / deviation : 0
        var noise = NumPyRandomState(seed: seed)
        for i in 0..<points.count {
            layout.x[i] = Float(components.scores[0][i] * scale + 1e-6 * noise.randn())
            layout.y[i] = Float(components.scores[1][i] * scale + 1e-6 * noise.randn())
        }
        return layout
    }
}
