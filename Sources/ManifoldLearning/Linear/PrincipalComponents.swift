import RandomGenerators

/// The directions in which points vary most, and the points' coordinates along them.
///
/// The eigenvectors v of the largest eigenvalues of X'X/N, X (N, D) being the centred points; found by subspace
/// iteration from a fixed start with a Rayleigh-Ritz step each, which needs X only in products. The largest entry of
/// each direction, the first of them if there are several, is positive: so the signs are fixed too.
public struct PrincipalComponents: Sendable {
    /// Unit vectors, largest variance first.  // (K, D)
    public let directions: [[Double]]
    /// The points' variances along them, in the scale of ``Points``.  // (K)
    public let variances: [Double]
    /// Coordinates of the points: `scores[k][i]` of point i along direction k.  // (K, N)
    public let scores: [[Double]]

    /// - Parameters:
    ///   - components: `K`; of more than D components, those beyond are 0.
    ///   - threads: Never changes the result.
    public init(_ points: Points, components: Int = 2, threads: Int = 1) {
        let (n, d) = (points.count, points.dimensions)
        // Directions beyond those asked for make the iteration converge faster.
        let width = min(d, components + 6)
        var start = NumPyRandomState(seed: 0)
        var basis = (0..<width).map { _ in start.randn(d) }
        Self.orthonormalize(&basis)
        var values = [Double](repeating: 0, count: width)
        for _ in 0..<500 {
            // One product with X'X: what is orthonormal before is stretched by the eigenvalues.
            var image = Self.covarianceProduct(points, basis, threads: threads)
            var projected = [Double](repeating: 0, count: width * width)
            for i in 0..<width {
                for j in i..<width {
                    projected[i * width + j] = Self.dot(basis[i], image[j])
                    projected[j * width + i] = projected[i * width + j]
                }
            }
            let (ritz, rotation) = symmetricEigenvectors(projected, size: width)
            basis = rotation.map { Self.combine(basis, $0) }
            image = rotation.map { Self.combine(image, $0) }
            let residual = (0..<min(components, width)).map { k in
                var sum = 0.0
                for j in 0..<d {
                    let difference = image[k][j] - ritz[k] * basis[k][j]
                    sum += difference * difference
                }
                return sum.squareRoot()
            }
            values = ritz
            if residual.allSatisfy({ $0 <= 1e-9 * max(ritz[0], 0) }) { break }
            basis = image
            Self.orthonormalize(&basis)
        }
        for k in 0..<width {
            let largest = basis[k].indices.max { (basis[k][$0].magnitude, $1) < (basis[k][$1].magnitude, $0) }!
            if basis[k][largest] < 0 { basis[k] = basis[k].map { -$0 } }
        }
        let nothing = [Double](repeating: 0, count: d)
        directions = (0..<components).map { $0 < width ? basis[$0] : nothing }
        variances = (0..<components).map { $0 < width ? max(values[$0], 0) : 0 }
        let found = directions
        let buffers = UnsafeMutableBufferPointer<Double>.allocate(capacity: max(components * n, 1))
        defer { buffers.deallocate() }
        points.coordinates.withUnsafeBufferPointer { x in
            inParallel(n, by: 512, threads: threads) { rows in
                for i in rows {
                    for k in 0..<components {
                        buffers[k * n + i] = found[k].withUnsafeBufferPointer { Self.project(x.baseAddress! + i * d, $0) }
                    }
                }
            }
        }
        scores = (0..<components).map { Array(buffers[$0 * n..<($0 + 1) * n]) }
    }

    // MARK: Products

    /// X'X/N times each vector: sums over blocks of 512 points in order, then over the blocks in order.
    private static func covarianceProduct(_ points: Points, _ basis: [[Double]], threads: Int) -> [[Double]] {
        let (n, d, width) = (points.count, points.dimensions, basis.count)
        let blocks = (n + 511) / 512
        let partial = UnsafeMutableBufferPointer<Double>.allocate(capacity: max(blocks * width * d, 1))
        partial.initialize(repeating: 0)
        defer { partial.deallocate() }
        let flat = basis.flatMap { $0 }
        points.coordinates.withUnsafeBufferPointer { x in
            flat.withUnsafeBufferPointer { v in
                inParallel(n, by: 512, threads: threads) { rows in
                    for i in rows {
                        let row = x.baseAddress! + i * d
                        for k in 0..<width {
                            let score = project(row, UnsafeBufferPointer(rebasing: v[k * d..<(k + 1) * d]))
                            let sum = partial.baseAddress! + (rows.lowerBound / 512 * width + k) * d
                            for j in 0..<d { sum[j] += score * Double(row[j]) }
                        }
                    }
                }
            }
        }
        return (0..<width).map { k in
            var result = [Double](repeating: 0, count: d)
            for block in 0..<blocks {
                for j in 0..<d { result[j] += partial[(block * width + k) * d + j] }
            }
            return result.map { $0 / Double(max(n, 1)) }
        }
    }

    /// The product of a point and a direction: eight partial sums, each over every eighth coordinate.
    @inline(__always)
    private static func project(_ row: UnsafePointer<Float>, _ direction: UnsafeBufferPointer<Double>) -> Double {
        var sums = SIMD8<Double>(repeating: 0)
        var j = 0
        while j + 8 <= direction.count {
            let values = UnsafeRawPointer(row + j).loadUnaligned(as: SIMD8<Float>.self)
            let factors = UnsafeRawPointer(direction.baseAddress! + j).loadUnaligned(as: SIMD8<Double>.self)
            sums += SIMD8<Double>(values) * factors
            j += 8
        }
        var sum = 0.0
        for lane in 0..<8 { sum += sums[lane] }
        while j < direction.count {
            sum += Double(row[j]) * direction[j]
            j += 1
        }
        return sum
    }

    /// Gram and Schmidt's method, twice over for full precision. A vector that depends on those before it becomes 0.
    private static func orthonormalize(_ vectors: inout [[Double]]) {
        for k in vectors.indices {
            let before = dot(vectors[k], vectors[k]).squareRoot()
            for _ in 0..<2 {
                for other in 0..<k {
                    let projection = dot(vectors[k], vectors[other])
                    for j in vectors[k].indices { vectors[k][j] -= projection * vectors[other][j] }
                }
            }
            let length = dot(vectors[k], vectors[k]).squareRoot()
            let scale = length > 1e-13 * before && length > 0 ? 1 / length : 0
            for j in vectors[k].indices { vectors[k][j] *= scale }
        }
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for j in a.indices { sum += a[j] * b[j] }
        return sum
    }

    private static func combine(_ vectors: [[Double]], _ weights: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: vectors[0].count)
        for (vector, weight) in zip(vectors, weights) {
            for j in result.indices { result[j] += weight * vector[j] }
        }
        return result
    }
}
