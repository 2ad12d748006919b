import ManifoldLearning
import RandomGenerators
import Testing

@Suite struct PrincipalComponentsTests {
    /// Points stretched along known directions.
    static func ellipsoid(_ count: Int, axes: [[Double]], lengths: [Double]) -> [Double] {
        var random = NumPyRandomState(seed: 3)
        return (0..<count).flatMap { _ -> [Double] in
            let weights = lengths.map { $0 * random.randn() }
            return axes[0].indices.map { j in zip(weights, axes).reduce(100) { $0 + $1.0 * $1.1[j] } }
        }
    }

    @Test func directionsAreTheLongAxesWithTheirLargestEntryPositive() throws {
        let axes = [[-0.6, 0, -0.8, 0], [0, 1, 0, 0], [0.8, 0, -0.6, 0], [0, 0, 0, 1]]
        let points = try Points(Self.ellipsoid(2000, axes: axes, lengths: [9, 3, 1, 0]), dimensions: 4)
        let found = PrincipalComponents(points, components: 2, threads: 2)
        for (direction, axis) in zip(found.directions, [[0.6, 0, 0.8, 0], [0, 1, 0, 0]]) {
            for (a, b) in zip(direction, axis) { #expect((a - b).magnitude < 0.02) }
        }
        let ratio = found.variances[0] / found.variances[1]
        #expect(ratio > 8 && ratio < 10)
    }

    /// X'X v = N variance v, whatever the algorithm, also where most eigenvalues are close together.
    @Test(arguments: [(40, 3), (60, 30), (10, 50)])
    func directionsAreEigenvectors(count: Int, dimensions: Int) throws {
        var random = NumPyRandomState(seed: 8)
        let points = try Points(random.randn(count * dimensions), dimensions: dimensions)
        let found = PrincipalComponents(points, components: 2)
        #expect(found.scores == PrincipalComponents(points, components: 2, threads: 4).scores)
        for k in 0..<2 {
            let direction = found.directions[k]
            #expect((direction.reduce(0) { $0 + $1 * $1 } - 1).magnitude < 1e-12)
            var image = [Double](repeating: 0, count: dimensions)
            for i in 0..<count {
                for j in 0..<dimensions {
                    image[j] += found.scores[k][i] * Double(points.coordinates[i * dimensions + j]) / Double(count)
                }
            }
            for j in 0..<dimensions {
                #expect((image[j] - found.variances[k] * direction[j]).magnitude < 1e-8 * found.variances[0])
            }
        }
        let overlap = zip(found.directions[0], found.directions[1]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(overlap.magnitude < 1e-12)
    }

    @Test func whatDoesNotVaryHasNoComponents() throws {
        let constant = PrincipalComponents(try Points([Double](repeating: 0.1, count: 30), dimensions: 3))
        #expect(constant.variances == [0, 0] && constant.scores.allSatisfy { $0.allSatisfy { $0 == 0 } })
        let line = PrincipalComponents(try Points([1, 2, 3, 4], dimensions: 1))
        #expect(line.variances[0] > 0 && line.variances[1] == 0)
    }
}
