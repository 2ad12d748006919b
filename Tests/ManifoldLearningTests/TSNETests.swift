import ManifoldLearning
import RandomGenerators
import Testing

@Suite struct TSNETests {
    /// Ten clouds of points in 8 dimensions.
    static func clouds(_ count: Int) throws -> Points {
        var random = NumPyRandomState(seed: 1)
        let centres = random.randn(80)
        let coordinates = (0..<count * 8).map { (index: Int) -> Double in
            let (point, dimension) = (index / 8, index % 8)
            return 3 * centres[point % 10 * 8 + dimension] + random.randn()
        }
        return try Points(coordinates, dimensions: 8)
    }

    @Test func affinitiesAreSymmetricAndHaveThePerplexity() throws {
        let nearest = NearestNeighbors(try Self.clouds(300), neighbors: 45)
        let affinities = Affinities(nearest, perplexity: 15)
        #expect(affinities.probabilities == Affinities(nearest, perplexity: 15, threads: 3).probabilities)
        var pairs: [[Int32: Float]] = []
        for i in 0..<300 {
            let row = affinities.rowStarts[i]..<affinities.rowStarts[i + 1]
            pairs.append([:])
            for pair in row { pairs[i][affinities.columns[pair]] = affinities.probabilities[pair] }
            #expect(pairs[i].count == row.count && pairs[i][Int32(i)] == nil)
        }
        for i in 0..<300 {
            for (j, p) in pairs[i] { #expect(pairs[Int(j)][Int32(i)] == p) }
        }
        #expect((affinities.probabilities.reduce(0.0) { $0 + Double($1) } - 1).magnitude < 1e-5)
    }

    /// All points are equally far from each other: whatever the perplexity, p(i, j) is 1 / N(N - 1).
    @Test func equallyDistantPointsAreEquallyProbable() throws {
        let corners = (0..<12).flatMap { i in (0..<12).map { $0 == i ? 1.0 : 0 } }
        let nearest = NearestNeighbors(try Points(corners, dimensions: 12), neighbors: 11)
        let affinities = Affinities(nearest, perplexity: 3)
        #expect(affinities.probabilities.count == 132)
        // Their floats are not all equally far: the calibration sharpens what rounding left, symmetrically.
        #expect((affinities.probabilities.reduce(0.0) { $0 + Double($1) } - 1).magnitude < 1e-5)
        let same = Affinities(
            NearestNeighbors(try Points([Double](repeating: 2, count: 12), dimensions: 1), neighbors: 11), perplexity: 3)
        #expect(same.probabilities.allSatisfy { ($0 - 1 / 132).magnitude < 1e-8 })
    }

    /// On layouts from much denser to much wider than the kernel, with and without duplicates.
    @Test(arguments: [Float(0.01), 1, 30, 1000])
    func theTreeApproximatesTheExactRepulsion(spread: Float) {
        var random = NumPyRandomState(seed: 4)
        var coordinates = random.randn(4001 * 2).map { Float($0) * spread }
        for i in 0..<200 { coordinates[i] = coordinates[400 + i] }
        let exact = TSNE.repulsion(at: coordinates, .exact)
        let size = exact.forces.reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
        let errors = [Float(0.05), 0.4, 1].map { angle in
            let tree = TSNE.repulsion(at: coordinates, .tree(angle: angle), threads: 2)
            let force = zip(exact.forces, tree.forces).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
            return (force: force.squareRoot() / size, total: abs(tree.total / exact.total - 1))
        }
        #expect(errors[0].force < 1e-3 && errors[0].total < 1e-3, "\(errors)")
        #expect(errors[1].force < 2e-2 && errors[1].total < 1e-2, "\(errors)")
        #expect(errors[0].force < errors[2].force, "\(errors)")
    }

    /// The exact sums beside the formula in double precision.
    @Test func exactRepulsionIsTheFormula() {
        var random = NumPyRandomState(seed: 6)
        let coordinates = random.randn(37 * 2).map { Float($0) }
        let found = TSNE.repulsion(at: coordinates, .exact)
        var total = 0.0
        for i in 0..<37 {
            var (forceX, forceY) = (0.0, 0.0)
            for j in 0..<37 where j != i {
                let dx = Double(coordinates[2 * i] - coordinates[2 * j])
                let dy = Double(coordinates[2 * i + 1] - coordinates[2 * j + 1])
                let q = 1 / (1 + dx * dx + dy * dy)
                total += q
                forceX += q * q * dx
                forceY += q * q * dy
            }
            #expect((Double(found.forces[2 * i]) - forceX).magnitude < 1e-5)
            #expect((Double(found.forces[2 * i + 1]) - forceY).magnitude < 1e-5)
        }
        #expect((found.total / total - 1).magnitude < 1e-5)
    }

    @Test(arguments: [TSNE.RepulsionMethod.exact, .tree(angle: 0.4)])
    func threadsNeverChangeABitAndTheDivergenceFalls(method: TSNE.RepulsionMethod) throws {
        let points = try Self.clouds(500)
        var tsne = TSNE()
        tsne.repulsion = method
        let one = try tsne.embed(points, threads: 1)
        let three = try tsne.embed(points, threads: 3)
        #expect(one.coordinates == three.coordinates && one.divergence == three.divergence)
        tsne.iterations = 0
        let start = try tsne.embed(points)
        #expect(one.divergence < 0.6 * start.divergence, "\(one.divergence), at the start \(start.divergence)")
        #expect(abs(one.coordinates.reduce(0, +)) < 0.1)
    }

    /// openTSNE's defaults.
    @Test func theDefaultsAreTheDocumentedOnes() {
        let tsne = TSNE()
        #expect(tsne.perplexity == 30 && tsne.iterations == 750 && tsne.earlyExaggeration == 12)
        #expect(tsne.momentum == 0.8 && tsne.seed == 42 && tsne.repulsion == .automatic)
        #expect(tsne.neighbors(count: 5000) == 90 && tsne.neighbors(count: 90) == 89)
        #expect(tsne.problem(count: 90) == nil && tsne.problem(count: 89) != nil)
    }
}
