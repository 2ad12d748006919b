import ManifoldLearning
import RandomGenerators
import Testing

@Suite struct NearestNeighborsTests {
    /// Beside a sort of all distances in double precision, for counts and dimensions that fill no block.
    @Test(arguments: [(3, 1, 2), (8, 3, 7), (37, 5, 4), (530, 17, 9)])
    func theNeighborsAreThoseOfASort(count: Int, dimensions: Int, neighbors: Int) throws {
        var random = NumPyRandomState(seed: 5)
        // Small integers: every sum is exact, and many distances are equal.
        let values = (0..<count * dimensions).map { _ in Double(random.randint(0, 4)) }
        let points = try Points(values, dimensions: dimensions)
        let found = NearestNeighbors(points, neighbors: neighbors)
        #expect(found.indices == NearestNeighbors(points, neighbors: neighbors, threads: 3).indices)
        func distance(_ i: Int, _ j: Int) -> Double {
            (0..<dimensions).reduce(0.0) { sum, k in
                let difference = values[i * dimensions + k] - values[j * dimensions + k]
                return sum + difference * difference
            }
        }
        // Means are no floats, so distances that are equal may be rounded differently: compare distances.
        for i in 0..<count {
            let expected = (0..<count).filter { $0 != i }.map { distance(i, $0) }.sorted().prefix(neighbors)
            let row = found.indices[i * neighbors..<(i + 1) * neighbors].map { Int($0) }
            #expect(row.map { distance(i, $0) } == Array(expected))
            #expect(Set(row).count == neighbors && !row.contains(i))
        }
    }

    @Test func duplicatesAreNeighborsInTheOrderOfTheirNumbers() throws {
        let found = try NearestNeighbors(Points([Double](repeating: 5, count: 40), dimensions: 2), neighbors: 3)
        #expect(Array(found.indices[0..<3]) == [1, 2, 3])
        #expect(Array(found.indices[57..<60]) == [0, 1, 2])
        #expect(found.squaredDistances.allSatisfy { $0 == 0 })
    }

    @Test func theClassOfMostNeighborsIsTaken() throws {
        let points = try Points([0, 1, 2, 10, 11, 12, 13], dimensions: 1)
        let nearest = NearestNeighbors(points, neighbors: 2)
        #expect(nearest.correctlyClassified(labels: [0, 0, 0, 1, 1, 1, 1], neighbors: 2) == 7)
        // Point 4 is surrounded by the other class, and so are 3 and 5 by one nearer neighbour each.
        #expect(nearest.correctlyClassified(labels: [0, 0, 0, 1, 0, 1, 1], neighbors: 2) == 4)
        // Of more neighbours than vote, the nearest count.
        let more = NearestNeighbors(points, neighbors: 5)
        #expect(more.correctlyClassified(labels: [0, 0, 0, 1, 0, 1, 1], neighbors: 2) == 4)
    }

    /// Distances of very large and very small numbers stay in the range of floats.
    @Test(arguments: [1e-300, 1e-20, 1, 1e20, 1e300])
    func scaleDoesNotMatter(scale: Double) throws {
        let values = [0.0, 1, 3, 7, 15, 31].map { $0 * scale }
        let found = try NearestNeighbors(Points(values, dimensions: 1), neighbors: 2)
        #expect(found.indices == [1, 2, 0, 2, 1, 0, 2, 1, 3, 2, 4, 3])
    }

    #if compiler(>=6.2)  // Exit tests are as old.
        /// Also where programs are built for speed: what does not fit would be read from other memory.
        @Test func moreVotersThanNeighborsStopTheProgram() async throws {
            await #expect(processExitsWith: .failure) {
                let found = NearestNeighbors(try Points([0, 1, 2, 10, 11, 12, 13], dimensions: 1), neighbors: 2)
                print(found.correctlyClassified(labels: [0, 0, 0, 1, 1, 1, 1], neighbors: 3))
            }
            await #expect(processExitsWith: .failure) {
                print(NearestNeighbors(try Points([0, 1, 2], dimensions: 1), neighbors: 3).indices)
            }
        }
    #endif

    @Test func numbersThatAreNotFiniteAreNamed() {
        #expect(throws: ManifoldError.self) { try Points([0, 1, .infinity, 3], dimensions: 2) }
    }
}
