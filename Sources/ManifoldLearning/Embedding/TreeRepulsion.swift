import Kernels

/// Repulsion after Barnes and Hut: points that are far away, compared with the size of their square, count as
/// so many points in their mean. N log N terms.
///
/// Sixteen points that are neighbours along Morton's curve walk the tree together, one a lane. A square of side s is
/// taken as a whole if s^2 < angle^2 (1 + d^2), d the distance of its mean to the box around the sixteen. The 1 is the
/// kernel's own width: 1 / (1 + d^2) hardly changes over a distance well below 1, however near the square is.
/// Source: Barnes and Hut (1986); van der Maaten, Accelerating t-SNE using Tree-Based Algorithms (2014).
final class TreeRepulsion: Repulsion {
    private let tree: Quadtree
    private let totals: VectorBuffer
    private let squaredAngle: Float

    init(count: Int, angle: Float) {
        tree = Quadtree(count: count)
        totals = VectorBuffer(count: paddedCount(count))
        squaredAngle = angle * angle
    }

    func evaluate(_ layout: Layout, into forceX: VectorBuffer, _ forceY: VectorBuffer, threads: Int) -> Double {
        tree.build(layout)
        let (tree, totals, squaredAngle) = (self.tree, self.totals, self.squaredAngle)
        tree.nodes.withUnsafeBufferPointer { nodes in
            tree.order.withUnsafeBufferPointer { order in
                inParallel(layout.count, by: 8 * laneCount, threads: threads) { indices in
                    for first in stride(from: indices.lowerBound, to: indices.upperBound, by: laneCount) {
                        let (fx, fy, z) = Self.walk(
                            nodes.baseAddress!, Int32(nodes.count), tree.sorted, first: first, squaredAngle)
                        for lane in 0..<min(laneCount, layout.count - first) {
                            let point = Int(order[first + lane])
                            forceX[point] = fx[lane]
                            forceY[point] = fy[lane]
                            totals[point] = z[lane]
                        }
                    }
                }
            }
        }
        var z = 0.0
        for i in 0..<layout.count { z += Double(totals[i]) - 1 }
        return z
    }

    /// The sums of sixteen points, by positions in the sorted order.
    @inline(__always)
    private static func walk(
        _ nodes: UnsafePointer<Quadtree.Node>, _ count: Int32, _ sorted: Layout, first: Int, _ squaredAngle: Float
    ) -> (Vector, Vector, Vector) {
        let (x, y) = (sorted.x.start, sorted.y.start)
        let (tx, ty) = (x.lanes(first), y.lanes(first))
        var (lowX, lowY) = (x[first], y[first])
        var (highX, highY) = (lowX, lowY)
        for index in first..<min(first + laneCount, sorted.count) {
            (lowX, highX) = (min(lowX, x[index]), max(highX, x[index]))
            (lowY, highY) = (min(lowY, y[index]), max(highY, y[index]))
        }
        let one = Vector(repeating: 1)
        var (fx, fy, z) = (Vector.zero, Vector.zero, Vector.zero)
        var number: Int32 = 0
        while number < count {
            let node = nodes + Int(number)
            let (nx, ny) = (node.pointee.x, node.pointee.y)
            let gapX = max(max(lowX - nx, nx - highX), 0)
            let gapY = max(max(lowY - ny, ny - highY), 0)
            let reach = 1 + (gapX * gapX + gapY * gapY)
            if node.pointee.squaredSize < squaredAngle * reach {
                let (dx, dy) = (tx - nx, ty - ny)
                let q = one / one.addingProduct(dx, dx).addingProduct(dy, dy)
                let massQ = q * node.pointee.mass
                let weight = massQ * q
                z += massQ
                fx.addProduct(weight, dx)
                fy.addProduct(weight, dy)
                number = node.pointee.after
            } else if node.pointee.isLeaf {
                for index in Int(node.pointee.start)..<Int(node.pointee.end) {
                    let (dx, dy) = (tx - x[index], ty - y[index])
                    let q = one / one.addingProduct(dx, dx).addingProduct(dy, dy)
                    let weight = q * q
                    z += q
                    fx.addProduct(weight, dx)
                    fy.addProduct(weight, dy)
                }
                number = node.pointee.after
            } else {
                number += 1
            }
        }
        return (fx, fy, z)
    }
}
