import Kernels

/// Repulsion from every pair of points: N^2 terms.
///
/// Sixteen points a vector; each lane sums over all points in order, 512 at a time, then over these sums in order.
final class ExactRepulsion: Repulsion {
    private let totals: VectorBuffer

    init(count: Int) { totals = VectorBuffer(count: paddedCount(count)) }

    func evaluate(_ layout: Layout, into forceX: VectorBuffer, _ forceY: VectorBuffer, threads: Int) -> Double {
        let totals = self.totals
        inParallel(paddedCount(layout.count), by: 2 * laneCount, threads: threads) { targets in
            Self.sum(layout, targets, forceX.start, forceY.start, totals.start)
        }
        var z = 0.0
        // Each point was counted as its own neighbour, with q = 1.
        for i in 0..<layout.count { z += Double(totals[i]) - 1 }
        return z
    }

    private static func sum(
        _ layout: Layout, _ targets: Range<Int>, _ forceX: UnsafeMutablePointer<Float>,
        _ forceY: UnsafeMutablePointer<Float>, _ totals: UnsafeMutablePointer<Float>
    ) {
        let (x, y) = (layout.x.start, layout.y.start)
        let first = targets.lowerBound
        // With an odd number of vectors, the last one is computed twice.
        let second = targets.count > laneCount ? first + laneCount : first
        let (ax, ay) = (x.lanes(first), y.lanes(first))
        let (bx, by) = (x.lanes(second), y.lanes(second))
        let one = Vector(repeating: 1)
        var (afx, afy, az) = (Vector.zero, Vector.zero, Vector.zero)
        var (bfx, bfy, bz) = (Vector.zero, Vector.zero, Vector.zero)
        var start = 0
        while start < layout.count {
            let end = min(start + 512, layout.count)
            var (asx, asy, asz) = (Vector.zero, Vector.zero, Vector.zero)
            var (bsx, bsy, bsz) = (Vector.zero, Vector.zero, Vector.zero)
            for j in start..<end {
                let (adx, ady) = (ax - x[j], ay - y[j])
                let (bdx, bdy) = (bx - x[j], by - y[j])
                let aq = one / one.addingProduct(adx, adx).addingProduct(ady, ady)
                let bq = one / one.addingProduct(bdx, bdx).addingProduct(bdy, bdy)
                let (aw, bw) = (aq * aq, bq * bq)
                asz += aq
                bsz += bq
                asx.addProduct(aw, adx)
                asy.addProduct(aw, ady)
                bsx.addProduct(bw, bdx)
                bsy.addProduct(bw, bdy)
            }
            (afx, afy, az) = (afx + asx, afy + asy, az + asz)
            (bfx, bfy, bz) = (bfx + bsx, bfy + bsy, bz + bsz)
            start = end
        }
        forceX.setLanes(first, afx)
        forceY.setLanes(first, afy)
        totals.setLanes(first, az)
        forceX.setLanes(second, bfx)
        forceY.setLanes(second, bfy)
        totals.setLanes(second, bz)
    }
}
