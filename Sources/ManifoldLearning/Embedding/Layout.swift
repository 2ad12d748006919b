import Kernels

/// Points of the plane during an embedding: one buffer a coordinate, filled up to whole vectors.
///
/// Elements beyond the last point hold a coordinate so far away that they neither attract nor repel.
final class Layout {
    let count: Int
    let x: VectorBuffer
    let y: VectorBuffer

    static let farAway: Float = 1e18

    init(count: Int) {
        self.count = count
        x = VectorBuffer(count: paddedCount(count), of: Self.farAway)
        y = VectorBuffer(count: paddedCount(count), of: Self.farAway)
    }
}

/// What repels the points of a layout: for each point the sum over the others of q^2 (yi - yj), with
/// q = 1 / (1 + |yi - yj|^2), and Z, the sum of q over all ordered pairs.
protocol Repulsion: AnyObject {
    /// - Returns: Z. The sums are written into `forceX` and `forceY`, one for each point.
    func evaluate(_ layout: Layout, into forceX: VectorBuffer, _ forceY: VectorBuffer, threads: Int) -> Double
}
