/// A tree of ever smaller squares over the points of a layout, made anew for each iteration in memory of its own.
///
/// Points are sorted along Morton's curve, so that each square's points are consecutive. Nodes are in
/// the order of a walk that goes into each square before it goes on: a node's first child comes right after it, and
/// `after` says where the walk goes on without going in. A square whose points all lie in one quarter of it is left
/// out. Equal codes are sorted by the points' numbers, so the tree depends on nothing but the layout.
final class Quadtree {
    struct Node {
        /// Mean of the points.
        var x: Float
        var y: Float
        /// Number of points.
        var mass: Float
        /// Squared longer side of the smallest box around the points.
        var squaredSize: Float
        /// The node to go on with when this one is done.
        var after: Int32
        /// The points, by their positions in the sorted order.
        var start: Int32
        var end: Int32
        var isLeaf: Bool
    }

    /// Most points in a leaf, unless they are too near each other for Morton codes to differ.
    static let leafSize = 12
    private static let bits = 16

    let sorted: Layout
    /// Numbers of the points in sorted order.
    private(set) var order: [Int32]
    private(set) var nodes: [Node] = []
    private var codes: [UInt32]
    private var spareCodes: [UInt32]
    private var spareOrder: [Int32]

    init(count: Int) {
        sorted = Layout(count: count)
        order = [Int32](repeating: 0, count: count)
        codes = [UInt32](repeating: 0, count: count)
        spareCodes = codes
        spareOrder = order
    }

    func build(_ layout: Layout) {
        let n = layout.count
        var (lowX, lowY) = (Float.infinity, Float.infinity)
        var (highX, highY) = (-Float.infinity, -Float.infinity)
        for i in 0..<n {
            (lowX, highX) = (min(lowX, layout.x[i]), max(highX, layout.x[i]))
            (lowY, highY) = (min(lowY, layout.y[i]), max(highY, layout.y[i]))
        }
        let side = max(highX - lowX, highY - lowY)
        let limit = Float((1 << Self.bits) - 1)
        let scale = side > 0 ? limit / side : 0
        for i in 0..<n {
            let column = UInt32(min(max((layout.x[i] - lowX) * scale, 0), limit))
            let row = UInt32(min(max((layout.y[i] - lowY) * scale, 0), limit))
            codes[i] = Self.spread(column) | Self.spread(row) << 1
            order[i] = Int32(i)
        }
        sort()
        for index in 0..<n {
            sorted.x[index] = layout.x[Int(order[index])]
            sorted.y[index] = layout.y[Int(order[index])]
        }
        nodes.removeAll(keepingCapacity: true)
        if n > 0 { _ = addNode(0, n, level: Self.bits - 1) }
    }

    /// The bits of a number with a zero before each.
    private static func spread(_ number: UInt32) -> UInt32 {
        var bits = number
        bits = (bits | bits << 8) & 0x00FF_00FF
        bits = (bits | bits << 4) & 0x0F0F_0F0F
        bits = (bits | bits << 2) & 0x3333_3333
        return (bits | bits << 1) & 0x5555_5555
    }

    /// Sorts the codes and the points' numbers with them, eleven bits at a time; equal codes keep their order.
    private func sort() {
        for shift: UInt32 in [0, 11, 22] {
            var starts = [Int](repeating: 0, count: 2049)
            for code in codes { starts[Int(code >> shift & 2047) + 1] += 1 }
            for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
            for i in codes.indices {
                let digit = Int(codes[i] >> shift & 2047)
                spareCodes[starts[digit]] = codes[i]
                spareOrder[starts[digit]] = order[i]
                starts[digit] += 1
            }
            swap(&codes, &spareCodes)
            swap(&order, &spareOrder)
        }
    }

    private struct Extent {
        var (sumX, sumY) = (0.0, 0.0)
        var (lowX, lowY) = (Float.infinity, Float.infinity)
        var (highX, highY) = (-Float.infinity, -Float.infinity)
    }

    /// Adds the node of the points in start..<end, whose codes agree above the two bits of `level`, and all below it.
    private func addNode(_ start: Int, _ end: Int, level: Int) -> Extent {
        var level = level
        while level >= 0, codes[start] >> UInt32(2 * level) == codes[end - 1] >> UInt32(2 * level) { level -= 1 }
        let number = nodes.count
        let isLeaf = end - start <= Self.leafSize || level < 0
        nodes.append(
            Node(
                x: 0, y: 0, mass: Float(end - start), squaredSize: 0, after: 0, start: Int32(start), end: Int32(end),
                isLeaf: isLeaf))
        var extent = Extent()
        if isLeaf {
            for index in start..<end {
                let (x, y) = (sorted.x[index], sorted.y[index])
                extent.sumX += Double(x)
                extent.sumY += Double(y)
                (extent.lowX, extent.highX) = (min(extent.lowX, x), max(extent.highX, x))
                (extent.lowY, extent.highY) = (min(extent.lowY, y), max(extent.highY, y))
            }
        } else {
            var first = start
            while first < end {
                let quarter = codes[first] >> UInt32(2 * level)
                var (low, high) = (first + 1, end)
                while low < high {
                    let middle = (low + high) / 2
                    if codes[middle] >> UInt32(2 * level) == quarter { low = middle + 1 } else { high = middle }
                }
                let child = addNode(first, low, level: level - 1)
                extent.sumX += child.sumX
                extent.sumY += child.sumY
                (extent.lowX, extent.highX) = (min(extent.lowX, child.lowX), max(extent.highX, child.highX))
                (extent.lowY, extent.highY) = (min(extent.lowY, child.lowY), max(extent.highY, child.highY))
                first = low
            }
        }
        let size = max(extent.highX - extent.lowX, extent.highY - extent.lowY)
        nodes[number].x = Float(extent.sumX / Double(end - start))
        nodes[number].y = Float(extent.sumY / Double(end - start))
        nodes[number].squaredSize = size * size
        nodes[number].after = Int32(nodes.count)
        return extent
    }
}
