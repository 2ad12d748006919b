import Kernels

/// What attracts the points of a layout: for each point the sum over its pairs of p(i, j) q (yi - yj).
///
/// Each lane sums over every sixteenth pair in order, then the lanes are added in order.
final class Attraction {
    private let starts: [Int]
    private let columns: [Int32]
    private let probabilities: VectorBuffer

    /// Rows are filled up to whole vectors with pairs of probability 0 of a point with itself.
    init(_ affinities: Affinities) {
        var starts = [0]
        for i in 0..<affinities.count {
            starts.append(starts[i] + paddedCount(affinities.rowStarts[i + 1] - affinities.rowStarts[i]))
        }
        var columns = [Int32](repeating: 0, count: starts.last!)
        let probabilities = VectorBuffer(count: starts.last!)
        for i in 0..<affinities.count {
            for entry in starts[i]..<starts[i + 1] { columns[entry] = Int32(i) }
            let row = affinities.rowStarts[i]..<affinities.rowStarts[i + 1]
            for (offset, pair) in row.enumerated() {
                columns[starts[i] + offset] = affinities.columns[pair]
                probabilities[starts[i] + offset] = affinities.probabilities[pair]
            }
        }
        self.starts = starts
        self.columns = columns
        self.probabilities = probabilities
    }

    func evaluate(_ layout: Layout, into forceX: VectorBuffer, _ forceY: VectorBuffer, threads: Int) {
        let probabilities = self.probabilities
        let one = Vector(repeating: 1)
        starts.withUnsafeBufferPointer { starts in
            columns.withUnsafeBufferPointer { columns in
                inParallel(layout.count, by: 256, threads: threads) { points in
                    let (x, y) = (layout.x.start, layout.y.start)
                    for i in points {
                        var (fx, fy) = (Vector.zero, Vector.zero)
                        for entry in stride(from: starts[i], to: starts[i + 1], by: laneCount) {
                            var (otherX, otherY) = (Vector.zero, Vector.zero)
                            for lane in 0..<laneCount {
                                let j = Int(columns[entry + lane])
                                otherX[lane] = x[j]
                                otherY[lane] = y[j]
                            }
                            let (dx, dy) = (x[i] - otherX, y[i] - otherY)
                            let weight =
                                probabilities.start.lanes(entry) / one.addingProduct(dx, dx).addingProduct(dy, dy)
                            fx.addProduct(weight, dx)
                            fy.addProduct(weight, dy)
                        }
                        forceX[i] = Float(laneSum(fx))
                        forceY[i] = Float(laneSum(fy))
                    }
                }
            }
        }
    }
}
