import RandomGenerators
import Testing
import Training

@Suite struct CurveballTests {
    private func sums(_ rows: [[Bool]]) -> (rows: [Int], columns: [Int]) {
        (rows.map { $0.count { $0 } }, rows[0].indices.map { column in rows.count { $0[column] } })
    }

    @Test(arguments: [1, 2, 7, 40]) func rowAndColumnSumsStay(rowCount: Int) {
        var generator = TorchGenerator(seed: 1)
        let rows = (0..<rowCount).map { _ in generator.rand(60).map { $0 < 0.2 } }
        var shuffled = Curveball(rows: rows)
        for _ in 0..<50 {
            shuffled.trade(&generator)
            #expect(sums(shuffled.rows) == sums(rows))
        }
        // One row has nobody to trade with.
        #expect((shuffled.rows == rows) == (rowCount == 1))
    }

    @Test func aSeedGivesTheSameMatrices() {
        func matrices() -> [[[Bool]]] {
            var generator = TorchGenerator(seed: 2)
            var shuffled = Curveball(rows: [[true, true, false, false], [false, true, true, false], [false, false, false, true]])
            return (0..<10).map { _ in
                shuffled.trade(&generator)
                return shuffled.rows
            }
        }
        #expect(matrices() == matrices())
    }

    /// Every matrix with the sums, by trying all.
    private func all(like rows: [[Bool]]) -> [[[Bool]]] {
        let (height, width) = (rows.count, rows[0].count)
        return (0..<(1 << (height * width))).map { bits in
            (0..<height).map { row in (0..<width).map { bits >> (row * width + $0) & 1 == 1 } }
        }.filter { sums($0) == sums(rows) }
    }

    /// The chain visits all matrices equally often: of even sums, of uneven ones, and with an odd number of rows.
    @Test(arguments: [
        ([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 1]], 90, 136.0),
        ([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]], 13, 33.0),
        ([[1, 1, 0], [1, 0, 0], [0, 0, 1]], 5, 18.5),
    ])
    func allMatricesAreEquallyLikely(pattern: [[Int]], count: Int, bound: Double) {
        let rows = pattern.map { $0.map { $0 == 1 } }
        let matrices = all(like: rows)
        #expect(matrices.count == count)
        var generator = TorchGenerator(seed: 3)
        var shuffled = Curveball(rows: rows)
        var visits = [[[Bool]]: Int]()
        let samples = 200 * count
        for _ in 0..<samples {
            for _ in 0..<8 { shuffled.trade(&generator) }
            visits[shuffled.rows, default: 0] += 1
        }
        // Chi-squared; with count - 1 degrees of freedom the bound is exceeded once in about 1000 seeds.
        let statistic = matrices.reduce(0.0) { sum, matrix in
            let difference = Double(visits[matrix, default: 0] - 200)
            return sum + difference * difference / 200
        }
        #expect(statistic < bound, "\(statistic)")
        #expect(visits.count == count)
    }
}
