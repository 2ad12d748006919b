import Kernels

/// The nearest neighbours of each point among the others, exactly: every distance is computed.
///
/// Squared distances are sums of squared differences over the dimensions in order, in floats. The nearest come first; of
/// two at the same distance, the one with the lower number. A point is no neighbour of itself, but its duplicates
/// are, at distance 0.
public struct NearestNeighbors: Sendable {
    /// `N`.
    public let count: Int
    /// `K`, neighbours a point.
    public let neighbors: Int
    /// Numbers of the neighbours.  // (N, K)
    public let indices: [Int32]
    /// Squared distances to them, in the scale of ``Points``.  // (N, K)
    public let squaredDistances: [Float]

    /// - Parameters:
    ///   - neighbors: `K`, below the number of points.
    ///   - threads: Never changes the result.
    public init(_ points: Points, neighbors: Int, threads: Int = 1) {
        precondition(neighbors > 0 && neighbors < points.count, "\(neighbors) neighbours of \(points.count) points")
        let (n, d) = (points.count, points.dimensions)
        count = n
        self.neighbors = neighbors
        // Sixteen points side by side: the coordinates that a vector needs are consecutive.
        let tiles = (n + laneCount - 1) / laneCount
        let tiled = VectorBuffer(count: tiles * d * laneCount)
        for i in 0..<n {
            for j in 0..<d { tiled[(i / laneCount * d + j) * laneCount + i % laneCount] = points.coordinates[i * d + j] }
        }
        let indices = UnsafeMutableBufferPointer<Int32>.allocate(capacity: n * neighbors)
        let distances = UnsafeMutableBufferPointer<Float>.allocate(capacity: n * neighbors)
        defer {
            indices.deallocate()
            distances.deallocate()
        }
        indices.initialize(repeating: -1)
        distances.initialize(repeating: .infinity)
        points.coordinates.withUnsafeBufferPointer { x in
            // As many points at a time as stay in the cache while all tiles pass by.
            let chunk = max(Self.block, min(512, (1 << 18) / d / Self.block * Self.block))
            inParallel(n, by: chunk, threads: threads) { rows in
                for tile in 0..<tiles {
                    var row = rows.lowerBound
                    while row < rows.upperBound {
                        // The last block is computed anew from further ahead rather than partly.
                        let first = max(min(row, n - Self.block), 0)
                        let wanted = row..<min(row + Self.block, rows.upperBound)
                        Self.visit(
                            x.baseAddress!, tiled.start + tile * d * laneCount, tile: tile, first: first, wanted: wanted,
                            n: n, d: d, k: neighbors, indices.baseAddress!, distances.baseAddress!)
                        row += Self.block
                    }
                }
                for row in rows {
                    Self.sort(indices.baseAddress! + row * neighbors, distances.baseAddress! + row * neighbors, neighbors)
                }
            }
        }
        self.indices = Array(indices)
        squaredDistances = Array(distances)
    }

    /// The same neighbours with the squares of their squared distances: of points of length 1, whose squared distance is
    /// twice that of the cosine, what t-SNE with the cosine's distance sees, but for a factor that affinities do not depend on.
    public var ofCosines: NearestNeighbors {
        NearestNeighbors(self, squaredDistances: squaredDistances.map { $0 * $0 })
    }

    private init(_ known: NearestNeighbors, squaredDistances: [Float]) {
        count = known.count
        neighbors = known.neighbors
        indices = known.indices
        self.squaredDistances = squaredDistances
    }

    /// Points whose distances to a tile are computed together.
    private static let block = 8

    @inline(__always)
    private static func visit(
        _ x: UnsafePointer<Float>, _ tile: UnsafeMutablePointer<Float>, tile number: Int, first: Int, wanted: Range<Int>,
        n: Int, d: Int, k: Int, _ indices: UnsafeMutablePointer<Int32>, _ distances: UnsafeMutablePointer<Float>
    ) {
        let last = n - 1
        let r0 = x + min(first, last) * d
        let r1 = x + min(first + 1, last) * d
        let r2 = x + min(first + 2, last) * d
        let r3 = x + min(first + 3, last) * d
        let r4 = x + min(first + 4, last) * d
        let r5 = x + min(first + 5, last) * d
        let r6 = x + min(first + 6, last) * d
        let r7 = x + min(first + 7, last) * d
        var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (s4, s5, s6, s7) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        for j in 0..<d {
            let column = tile.lanes(j * laneCount)
            let (d0, d1, d2, d3) = (column - r0[j], column - r1[j], column - r2[j], column - r3[j])
            let (d4, d5, d6, d7) = (column - r4[j], column - r5[j], column - r6[j], column - r7[j])
            s0.addProduct(d0, d0)
            s1.addProduct(d1, d1)
            s2.addProduct(d2, d2)
            s3.addProduct(d3, d3)
            s4.addProduct(d4, d4)
            s5.addProduct(d5, d5)
            s6.addProduct(d6, d6)
            s7.addProduct(d7, d7)
        }
        let present = min(laneCount, n - number * laneCount)
        func take(_ sum: Vector, _ row: Int) {
            guard wanted.contains(row) else { return }
            let heap = distances + row * k
            guard any(sum .< heap[0]) else { return }
            for lane in 0..<present where sum[lane] < heap[0] && number * laneCount + lane != row {
                replaceFarthest(indices + row * k, heap, k, with: sum[lane], Int32(number * laneCount + lane))
            }
        }
        take(s0, first)
        take(s1, first + 1)
        take(s2, first + 2)
        take(s3, first + 3)
        take(s4, first + 4)
        take(s5, first + 5)
        take(s6, first + 6)
        take(s7, first + 7)
    }

    /// Puts a nearer point in the place of the farthest: a heap with the farthest, then highest-numbered, on top.
    private static func replaceFarthest(
        _ indices: UnsafeMutablePointer<Int32>, _ distances: UnsafeMutablePointer<Float>, _ count: Int,
        with distance: Float, _ index: Int32
    ) {
        var node = 0
        while true {
            var child = 2 * node + 1
            guard child < count else { break }
            if child + 1 < count, (distances[child], indices[child]) < (distances[child + 1], indices[child + 1]) { child += 1 }
            guard (distance, index) < (distances[child], indices[child]) else { break }
            distances[node] = distances[child]
            indices[node] = indices[child]
            node = child
        }
        distances[node] = distance
        indices[node] = index
    }

    /// The heap as a list, nearest first.
    private static func sort(
        _ indices: UnsafeMutablePointer<Int32>, _ distances: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        for size in stride(from: count - 1, to: 0, by: -1) {
            let (distance, index) = (distances[size], indices[size])
            distances[size] = distances[0]
            indices[size] = indices[0]
            replaceFarthest(indices, distances, size, with: distance, index)
        }
    }
}
