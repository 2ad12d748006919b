import ManifoldLearning
import Testing

@Suite("Neighbours by the cosine's distance")
struct CosineTests {
    private func numbers(_ count: Int, seed: Int) -> [Float] {
        (0..<count).map { Float((($0 + seed) * 7919) % 1013) / 506 - 1 }
    }

    private func cosineDistance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
        func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        return 1 - dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }

    @Test("The vote is that of the nearest by direction, whatever the lengths", arguments: [1, 4, 10])
    func votes(neighbors: Int) {
        let (train, test, d) = (numbers(60 * 5, seed: 1), numbers(30 * 5, seed: 1000), 5)
        let labels = (0..<60).map { Int32($0 * $0 % 7) }
        let classifier = NeighborClassifier(points: train, labels: labels, neighbors: neighbors, metric: .cosine)
        let expected = (0..<30).map { query -> Int32 in
            let x = test[query * d..<(query + 1) * d]
            let near = (0..<60).sorted {
                (cosineDistance(x, train[$0 * d..<($0 + 1) * d]), $0) < (cosineDistance(x, train[$1 * d..<($1 + 1) * d]), $1)
            }.prefix(neighbors)
            let votes = (0..<7).map { label in near.count { labels[$0] == label } }
            return Int32(votes.firstIndex(of: votes.max()!)!)
        }
        #expect(classifier.predict(test) == expected)
        #expect(classifier.predict(test, threads: 2) == expected)
        #expect(classifier.predict(test.map { 8 * $0 }) == expected)
        let right = zip(expected, labels).count { $0 == $1 }
        #expect(classifier.accuracy(test, labels: Array(labels[..<30])) == 100 * Double(right) / 30)
    }

    @Test("t-SNE sees squared distances of the cosine, up to a factor")
    func squaredDistances() throws {
        let values = numbers(50 * 4, seed: 3)
        let near = NearestNeighbors(try Points(directions: values, dimensions: 4), neighbors: 6).ofCosines
        var factors: [Double] = []
        for point in 0..<50 {
            for place in point * 6..<(point + 1) * 6 {
                let other = Int(near.indices[place])
                let distance = cosineDistance(values[point * 4..<(point + 1) * 4], values[other * 4..<(other + 1) * 4])
                if distance > 1e-3 { factors.append(Double(near.squaredDistances[place]) / (distance * distance)) }
            }
        }
        #expect(factors.count > 100)
        #expect(factors.max()! / factors.min()! < 1.001)
    }
}
